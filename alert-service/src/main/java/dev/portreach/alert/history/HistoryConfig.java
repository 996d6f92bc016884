package dev.portreach.alert.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How long history is kept. Months are dropped whole, eight days after the last of it is older. */
@ConfigMapping(prefix = "portreach.history")
public interface HistoryConfig {

    /** Intervals of equal verdict, ports and outcomes. */
    @WithDefault("P731D")
    Duration keepIntervals();

    /** Roll-ups of five minutes. */
    @WithDefault("P90D")
    Duration keepFiveMinutes();

    /** Roll-ups of an hour. */
    @WithDefault("P731D")
    Duration keepHours();

    /** Roll-ups of a day, and what was believed over it; for ever if it is not set. */
    Optional<Duration> keepDays();
}
