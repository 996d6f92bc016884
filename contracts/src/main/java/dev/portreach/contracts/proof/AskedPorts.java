package dev.portreach.contracts.proof;

import dev.portreach.contracts.port.Ports;

/**
 * Ports that were asked more than once, as they were silent at first.
 *
 * @param times until they answered, or at all if they never did
 */
public record AskedPorts(Ports ports, Integer times) {}
