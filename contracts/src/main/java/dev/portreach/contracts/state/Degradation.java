package dev.portreach.contracts.state;

import dev.portreach.contracts.policy.Expectation;
import java.time.Instant;
import java.util.Objects;

/**
 * A check works, but badly. Softer than a verdict: found over many probes, of this check or of those that share its host,
 * component or site.
 *
 * @param share of the probes since {@code since} that were lost, or slow; 0 to 1, in hundredths
 * @param since about when it began
 */
public record Degradation(DegradationKind kind, double share, Instant since) {

    public Degradation {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(since, "since");
    }

    /** Whether it can be told of such a check: one port that must answer. A sweep of a thousand ports is no trial. */
    public static boolean isLookedForAt(CheckScope scope) {
        return scope.expectation() == Expectation.LISTENING && scope.ports().size() == 1;
    }
}
