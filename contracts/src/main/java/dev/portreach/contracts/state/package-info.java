/** What the evidence says about checks and agents now, and its confirmed changes. */
package dev.portreach.contracts.state;
