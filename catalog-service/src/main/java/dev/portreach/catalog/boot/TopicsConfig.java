package dev.portreach.catalog.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The Kafka topics of this installation. */
@ConfigMapping(prefix = "portreach.topics")
public interface TopicsConfig {

    /** First part of every topic's name. */
    @WithDefault("portreach")
    String prefix();

    /** Partitions of the topics keyed by site; never changed later. */
    @WithDefault("24")
    int partitions();

    /** Replication factor of topics created here; the broker's default if not set. */
    Optional<Short> replicationFactor();
}
