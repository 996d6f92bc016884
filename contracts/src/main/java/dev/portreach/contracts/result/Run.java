package dev.portreach.contracts.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.port.Ports;

/**
 * Ports with the same outcome.
 *
 * @param ports never empty
 * @param rttMicros median round-trip time of the answers in microseconds; null where nothing answered
 * @param detail what tells this outcome from others of its name, at most 200 characters and the same as long as nothing
 *     changes: {@code icmp 3/13 from 192.0.2.1}, {@code status 503}; null if there is nothing to add
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Run(Ports ports, Outcome outcome, Proof proof, Long rttMicros, String detail) {

    /** Begins the detail of what a responder answered; the source address as it saw it follows. */
    public static final String SEEN_AS = "source seen as ";

    public Run(Ports ports, Outcome outcome, Proof proof, Long rttMicros) {
        this(ports, outcome, proof, rttMicros, null);
    }

    /** {@code 20020-20049 open}, {@code 443 http-error (status 503)}, {@code echo timeout}. */
    @Override
    public String toString() {
        return (ports.equals(Ports.ECHO) ? "echo" : ports) + " " + outcome
                + (detail == null ? "" : " (" + detail + ")");
    }
}
