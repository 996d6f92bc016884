package dev.portreach.alert.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How detection runs. */
@ConfigMapping(prefix = "portreach.streams")
public interface StreamsSetup {

    /** Whether this instance takes part in detection. */
    @WithDefault("true")
    boolean enabled();

    /** Names consumer group, transactions and internal topics; {@code <topic prefix>-alert} if absent. */
    Optional<String> applicationId();

    /** Stays the same over restarts of one instance; application id and host name if absent. */
    Optional<String> instanceId();

    /** Where stores live; lost ones are restored from Kafka. */
    @WithDefault("data/streams")
    Path stateDir();

    /** Threads that process. */
    @WithDefault("1")
    int threads();

    /** Latency of a hop. */
    @WithDefault("PT0.025S")
    Duration commitInterval();

    /** After which another instance takes over from a dead one. */
    @WithDefault("PT8S")
    Duration sessionTimeout();

    /** After which the broker gives up on a dead instance's transaction. */
    @WithDefault("PT10S")
    Duration transactionTimeout();
}
