package dev.portreach.alert.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The topics of this installation. */
@ConfigMapping(prefix = "portreach.topics")
public interface TopicsConfig {

    /** Beginning of every topic's name. */
    @WithDefault("portreach")
    String prefix();

    /** Partitions of the topics keyed by site; never changed later. */
    @WithDefault("24")
    int partitions();

    /** Replication factor of topics made here; the broker's default if absent. */
    Optional<Short> replicationFactor();
}
