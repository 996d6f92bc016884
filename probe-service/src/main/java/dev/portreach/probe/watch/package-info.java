/** Checks being watched: what to probe next, what was seen, and the chain of observations it makes. */
package dev.portreach.probe.watch;
