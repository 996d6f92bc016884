/** Read model of the agents: who is heard, and who is not. */
package dev.portreach.alert.agent;
