package dev.portreach.contracts.result;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * An agent is alive, and how it is.
 *
 * @param at by the agent's corrected clock
 * @param intervalMillis time to the next heartbeat
 * @param clockOffsetMillis what the agent adds to its wall clock, learned from the broker's time stamps
 * @param spooledBatches batches on disk that the broker does not have yet
 * @param spooledBytes their size
 * @param droppedBatches batches given up since the start, as the spool was full or too old
 * @param droppedObservations observations left out of waiting batches since the start, to save room: each said what the
 *     ones before and after it say; null from agents that do not count them
 * @param spoolFault why the disk does not take batches, at most 200 characters; null if it does
 * @param revision of the assignment in force, 0 if none
 * @param checks checks being probed
 * @param problems entries of the assignment that were skipped
 */
public record Heartbeat(
        String agent,
        String site,
        String epoch,
        Instant at,
        long intervalMillis,
        String version,
        long clockOffsetMillis,
        long spooledBatches,
        long spooledBytes,
        long droppedBatches,
        Long droppedObservations,
        String spoolFault,
        long revision,
        int checks,
        List<Problem> problems) {

    /**
     * What is not probed, and why.
     *
     * @param check its id; {@code *} where it is all of them, an address where it is what is there
     */
    public record Problem(String check, String reason) {}

    public Heartbeat(
            String agent,
            String site,
            String epoch,
            Instant at,
            long intervalMillis,
            String version,
            long clockOffsetMillis,
            long spooledBatches,
            long spooledBytes,
            long droppedBatches,
            long revision,
            int checks,
            List<Problem> problems) {
        this(
                agent,
                site,
                epoch,
                at,
                intervalMillis,
                version,
                clockOffsetMillis,
                spooledBatches,
                spooledBytes,
                droppedBatches,
                null,
                null,
                revision,
                checks,
                problems);
    }

    public Heartbeat {
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(site, "site");
        Objects.requireNonNull(epoch, "epoch");
        problems = problems == null ? List.of() : List.copyOf(problems);
    }
}
