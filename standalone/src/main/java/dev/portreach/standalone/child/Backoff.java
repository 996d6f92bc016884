package dev.portreach.standalone.child;

import java.time.Duration;

/**
 * How long to wait before a child that died is started again: doubling from {@code first} to {@code most}, and from
 * {@code first} again once a run lasted {@code healthy}.
 */
public record Backoff(Duration first, Duration most, Duration healthy) {

    public static final Backoff DEFAULT =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15), Duration.ofMinutes(1));

    /**
     * @param deaths in a row, this one included, from 1
     */
    public Duration pause(int deaths) {
        int doublings = Math.min(deaths - 1, 20);
        Duration wanted = first.multipliedBy(1L << doublings);
        return wanted.compareTo(most) < 0 ? wanted : most;
    }

    /** How many deaths in a row there are now, given those before and how long this run lasted. */
    public int deaths(int before, Duration lasted) {
        return lasted.compareTo(healthy) >= 0 ? 1 : before + 1;
    }
}
