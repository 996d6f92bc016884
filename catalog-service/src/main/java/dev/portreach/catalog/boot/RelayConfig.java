package dev.portreach.catalog.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How changes get to Kafka. */
@ConfigMapping(prefix = "portreach.relay")
public interface RelayConfig {

    /** How often to look for changes that another instance, or a crash, left; own changes wake the relay at once. */
    @WithDefault("2S")
    Duration pollInterval();

    /** How long to wait for Kafka's acknowledgement before the change is tried again. */
    @WithDefault("10S")
    Duration ackTimeout();

    /** How long a revision that is no longer in force stays readable; the newest 20 of a site always do. */
    @WithDefault("400D")
    Duration keepRevisions();
}
