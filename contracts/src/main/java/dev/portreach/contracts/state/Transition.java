package dev.portreach.contracts.state;

import dev.portreach.contracts.result.Run;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A confirmed change of a check's verdict.
 *
 * @param at first observation of the new verdict
 * @param confirmedAt the observation that confirmed it
 * @param version of the check state that shows it
 */
public record Transition(
        String check,
        Verdict from,
        Verdict to,
        Instant at,
        Instant confirmedAt,
        String reason,
        List<Run> runs,
        long revision,
        long version) {

    public Transition {
        Objects.requireNonNull(check, "check");
        runs = runs == null ? List.of() : List.copyOf(runs);
    }
}
