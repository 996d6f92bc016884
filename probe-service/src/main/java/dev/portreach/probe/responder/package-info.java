/**
 * Proof of a path by agents at both of its ends: one listens where nothing else does, the other challenges it. Challenge
 * and answer are signed by the agents' own keys. Free of any framework.
 */
package dev.portreach.probe.responder;
