package dev.portreach.alert.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How messages are sent. */
@ConfigMapping(prefix = "portreach.delivery")
public interface DeliveryConfig {

    /** Incident versions updated before this instant are not told: set it when the read model is rebuilt by replay. */
    Optional<Instant> replayUntil();

    /** How long a receiver may take to answer. */
    @WithDefault("PT5S")
    Duration timeout();

    /** Requests to one channel at the same time. */
    @WithDefault("4")
    int concurrency();

    /** Pause after the first failure; doubles with each further one. */
    @WithDefault("PT1S")
    Duration firstBackoff();

    /** Longest pause between two attempts, unless the receiver asks for more. */
    @WithDefault("PT60S")
    Duration longestBackoff();

    /** Longest pause that a receiver can ask for by Retry-After. */
    @WithDefault("PT10M")
    Duration longestRetryAfter();
}
