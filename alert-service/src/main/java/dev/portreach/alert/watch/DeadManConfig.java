package dev.portreach.alert.watch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The beat that says that all is well: whoever receives it raises the alarm when it stops. */
@ConfigMapping(prefix = "portreach.dead-man")
public interface DeadManConfig {

    /** The channel that gets it; it gets incidents only if a route names it. No beat if absent. */
    Optional<String> channel();

    /** Time between two of them, at least a second. */
    @WithDefault("PT60S")
    Duration interval();

    /** Records that may wait in Kafka while it is still said that all is well, and no incident of Portreach itself opens. */
    @WithDefault("10000")
    long largestLag();
}
