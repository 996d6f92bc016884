package dev.portreach.alert.scrape;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** States of checks for Prometheus. */
@ConfigMapping(prefix = "portreach.scrape")
public interface ScrapeConfig {

    /** How many checks one scrape may bring; 0 for none at all, as each is a handful of time series for ever. */
    @WithDefault("0")
    int mostChecks();
}
