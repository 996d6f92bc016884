package dev.portreach.contracts.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.port.Ports;

/**
 * Ports with the same outcome.
 *
 * @param ports never empty
 * @param rttMicros median round-trip time of the answers in microseconds; null where nothing answered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Run(Ports ports, Outcome outcome, Proof proof, Long rttMicros) {

    /** {@code 20020-20049 open}. */
    @Override
    public String toString() {
        return ports + " " + outcome;
    }
}
