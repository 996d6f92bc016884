package dev.portreach.probe.engine;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;

/**
 * What one connect showed.
 *
 * @param rttMicros from the call of connect to the first answer, in microseconds; null where nothing answered
 */
public record ProbeResult(Outcome outcome, Proof proof, Long rttMicros) {

    /** With the proof that this outcome carries: weak where another explanation fits as well. */
    public static ProbeResult of(Outcome outcome, Long rttMicros) {
        return new ProbeResult(outcome, proofOf(outcome), rttMicros);
    }

    public static ProbeResult unanswered(Outcome outcome) {
        return of(outcome, null);
    }

    private static Proof proofOf(Outcome outcome) {
        return switch (outcome) {
            case OPEN, CLOSED_AFTER_ACCEPT, PROHIBITED, DNS_ERROR -> Proof.STRONG;
            default -> Proof.WEAK; // host or firewall, dropped or down: plain sockets cannot tell
        };
    }
}
