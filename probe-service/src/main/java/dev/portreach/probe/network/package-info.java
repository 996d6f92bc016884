/** Which networks this agent may touch, as its own site decides, whatever an assignment says. Pure. */
package dev.portreach.probe.network;
