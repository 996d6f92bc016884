package dev.portreach.alert.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before the next attempt: anything up to a bound that doubles and is capped ("full jitter"), so that
 * receivers coming back are not hit by all at once. A receiver that asks for more time gets it.
 */
record Backoff(Duration first, Duration longest, Duration longestAsked) {

    private static final int MOST_DOUBLINGS = 20;

    /**
     * @param attempts attempts so far, from 1
     * @param asked what the receiver asked for
     * @param random 0 to 1
     */
    Duration after(int attempts, Optional<Duration> asked, double random) {
        long doubled = first.toMillis() << Math.min(Math.max(attempts, 1) - 1, MOST_DOUBLINGS);
        long own = Math.round(Math.min(doubled, longest.toMillis()) * random);
        long theirs = asked.map(Duration::toMillis)
                .map(millis -> Math.min(millis, longestAsked.toMillis()))
                .orElse(0L);
        return Duration.ofMillis(Math.max(own, theirs));
    }
}
