package dev.portreach.alert.startup;

import dev.portreach.contracts.event.Topics;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The topics of this installation. */
@ConfigMapping(prefix = "portreach.topics")
public interface TopicsConfig {

    /** First part of every topic's name; one installation, one prefix. */
    @WithDefault(Topics.DEFAULT_PREFIX)
    String prefix();

    /** Partitions of the topics keyed by site; never changed later. */
    @WithDefault("24")
    int partitions();

    /** Replicas of topics made here; the broker's default if absent. */
    Optional<Short> replicationFactor();
}
