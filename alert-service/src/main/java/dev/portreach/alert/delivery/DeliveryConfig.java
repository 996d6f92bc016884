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

    /** Requests to one channel at the same time, while it takes them. */
    @WithDefault("4")
    int concurrency();

    /** Longest pause after the first failure; doubles with each further one. */
    @WithDefault("PT1S")
    Duration firstBackoff();

    /** Longest pause between two attempts, unless the receiver asks for more. */
    @WithDefault("PT60S")
    Duration longestBackoff();

    /** Longest pause that a receiver can ask for by Retry-After. */
    @WithDefault("PT10M")
    Duration longestRetryAfter();

    /** A channel that fails for so long is told of through the others. */
    @WithDefault("PT5M")
    Duration deadAfter();

    /** What began longer ago when it is to be told goes to people in one message with the rest of it. */
    @WithDefault("PT1H")
    Duration digestAfter();

    /** Where people and receivers reach this service, without a slash at the end; for links. */
    @WithDefault("http://localhost:7802")
    String externalUrl();
}
