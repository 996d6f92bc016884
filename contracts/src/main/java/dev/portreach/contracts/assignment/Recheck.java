package dev.portreach.contracts.assignment;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Somebody wants a check probed whole, once, now.
 *
 * @param check id of a check of the same assignment
 * @param requestedAt tells one request for a check from the next
 */
public record Recheck(String check, Instant requestedAt) {

    /** Older requests are not carried out: nobody waits for them any more. */
    public static final Duration OPEN_FOR = Duration.ofMinutes(5);

    /** So many may be open at a site at the same time. */
    public static final int MAX_OPEN = 20;

    public Recheck {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(requestedAt, "requestedAt");
    }

    public boolean isOpen(Instant now) {
        return now.isBefore(requestedAt.plus(OPEN_FOR));
    }
}
