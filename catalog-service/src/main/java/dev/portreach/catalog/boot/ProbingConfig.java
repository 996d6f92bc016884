package dev.portreach.catalog.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How often and how long to probe where a policy does not say. */
@ConfigMapping(prefix = "portreach.probing")
public interface ProbingConfig {

    /** Time between two probes of one check. */
    @WithDefault("30S")
    Duration interval();

    /** How long one probe of one port may take. */
    @WithDefault("1500MS")
    Duration deadline();

    /** Connections a second that all sites together may put on one endpoint; intervals are stretched to it. No limit if not set. */
    Optional<Double> maxConnectionsPerSecond();
}
