package dev.portreach.alert.watch;

import java.time.Duration;
import java.util.Optional;

/**
 * What tells whether results are being judged.
 *
 * @param detection what detection does, {@code RUNNING} if it works
 * @param brokerReachable whether the broker answered within the last seconds
 * @param lag records that wait for detection, of the partition where most do
 * @param sincePoll since detection last asked for records
 * @param storing whether the read model is written
 * @param database whether the database answers
 */
public record Vitals(
        String detection, boolean brokerReachable, double lag, Duration sincePoll, boolean storing, boolean database) {

    private static final Duration LONGEST_POLL = Duration.ofSeconds(15);

    /** Why it cannot be said that all is well; empty if it can. */
    public Optional<String> trouble(long largestLag) {
        Optional<String> stalled = stalled();
        if (stalled.isPresent()) {
            return stalled;
        }
        if (lag > largestLag) {
            return Optional.of("%.0f records wait for detection".formatted(lag));
        }
        if (!database) {
            return Optional.of("the database does not answer");
        }
        return storing ? Optional.empty() : Optional.of("what comes in cannot be stored");
    }

    /** Why nothing is judged; empty if it is. */
    public Optional<String> stalled() {
        if (!detection.equals("RUNNING")) {
            return Optional.of("detection does not run: " + detection);
        }
        if (!brokerReachable) {
            return Optional.of("the broker cannot be reached");
        }
        if (sincePoll.isNegative() || sincePoll.compareTo(LONGEST_POLL) > 0) {
            return Optional.of("detection does not ask for records");
        }
        return Optional.empty();
    }
}
