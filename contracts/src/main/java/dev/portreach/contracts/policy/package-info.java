/** The words of a port policy: what a vendor's table says about a row of ports. */
package dev.portreach.contracts.policy;
