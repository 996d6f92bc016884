package dev.portreach.alert.history;

import java.time.Instant;
import java.util.List;

/**
 * What one run of an agent says of a check over a time in which it always says the same.
 *
 * @param check id of the check
 * @param site the one whose access is proven; null of a check that no revision here names
 * @param vantage the site that probes
 * @param component null as the site is
 * @param epoch the run of the agent
 * @param from inclusive, within the span that was asked for
 * @param until exclusive, within it, too
 * @param lastSeen its last observation; before {@code until}, unless that was cut off
 * @param outcomes ports and outcomes, for people
 */
record ExportedInterval(
        String check,
        String site,
        String vantage,
        String component,
        String agent,
        String epoch,
        Instant from,
        Instant until,
        Instant lastSeen,
        Value value,
        String outcomes,
        long revision) {

    static final List<String> COLUMNS = List.of(
            "check",
            "site",
            "vantage",
            "component",
            "agent",
            "epoch",
            "from",
            "until",
            "lastSeen",
            "verdict",
            "proof",
            "address",
            "outcomes",
            "reason",
            "revision");
}
