package dev.portreach.catalog.evidence;

import dev.portreach.contracts.port.Ports;
import java.time.Instant;

/**
 * A check at whose ports connections are not let pass.
 *
 * @param check its id
 * @param ports that are blocked
 * @param seen what was seen there, for people
 * @param since when; null if not known
 */
public record FailingCheck(String check, Ports ports, String seen, Instant since) {}
