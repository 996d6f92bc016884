/** What one preflight proved from one machine, as it is added to history beside what agents prove. */
package dev.portreach.contracts.proof;
