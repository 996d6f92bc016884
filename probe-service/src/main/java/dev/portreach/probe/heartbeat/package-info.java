/** Says at every interval that the agent is alive, and how it is. */
package dev.portreach.probe.heartbeat;
