/** The agent whole: configuration, the loop that drives everything, health and metrics. */
package dev.portreach.probe.agent;
