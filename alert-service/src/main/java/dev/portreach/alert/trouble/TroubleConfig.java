package dev.portreach.alert.trouble;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The watch on Portreach itself. */
@ConfigMapping(prefix = "portreach.self-watch")
public interface TroubleConfig {

    /** Time between two looks; {@code off} for none. */
    @WithDefault("PT30S")
    String interval();

    /** Share of a disk that must be free, 0 to 1. */
    @WithDefault("0.05")
    double leastFree();
}
