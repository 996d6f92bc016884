package dev.portreach.probe.engine;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;

/**
 * What one connect showed.
 *
 * @param rttMicros from the call of connect to the first answer, in microseconds; null where nothing answered
 * @param detail what tells this outcome from others of its name; null if there is nothing to add
 */
public record ProbeResult(Outcome outcome, Proof proof, Long rttMicros, String detail) {

    /** With the proof that this outcome carries: weak where another explanation fits as well. */
    public static ProbeResult of(Outcome outcome, Long rttMicros) {
        return new ProbeResult(outcome, proofOf(outcome), rttMicros, null);
    }

    public static ProbeResult unanswered(Outcome outcome) {
        return of(outcome, null);
    }

    /** The same with more about it. */
    public ProbeResult with(Proof otherProof, String otherDetail) {
        return new ProbeResult(outcome, otherProof, rttMicros, otherDetail);
    }

    private static Proof proofOf(Outcome outcome) {
        return switch (outcome) {
            case OPEN,
                    CLOSED_AFTER_ACCEPT,
                    PROHIBITED,
                    PATH_MTU,
                    TLS_ERROR,
                    TLS_EXPIRED,
                    TLS_UNTRUSTED,
                    TLS_NAME_MISMATCH,
                    HTTP_ERROR,
                    DNS_ERROR -> Proof.STRONG;
            default -> Proof.WEAK; // host or firewall, dropped or down: plain sockets cannot tell
        };
    }
}
