package dev.portreach.alert.latency;

import dev.portreach.alert.rollup.Rollup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** Round-trip times and loss as REST shows them. */
public final class LatencyView {

    private static final double MICROS = 1_000.0;

    private LatencyView() {}

    /**
     * What was measured, over all that were asked for together. Times are off by at most 2.5 %.
     *
     * @param observations how many
     * @param loss share of them in which a port was silent and none answered, 0 to 1
     * @param p50Millis median round-trip time; absent, as the others, if nothing answered
     */
    public record Measured(
            long observations, double loss, Double p50Millis, Double p95Millis, Double p99Millis, Double maxMillis) {

        static Measured of(Rollup rollup) {
            return new Measured(
                    rollup.count(),
                    rollup.count() == 0 ? 0 : (double) rollup.lost() / rollup.count(),
                    millis(rollup.quantile(0.5)),
                    millis(rollup.quantile(0.95)),
                    millis(rollup.quantile(0.99)),
                    millis(rollup.quantile(1)));
        }

        private static Double millis(OptionalDouble micros) {
            return micros.isPresent() ? Math.round(micros.getAsDouble()) / MICROS : null;
        }
    }

    /** @param at where the step begins */
    public record Point(Instant at, Measured measured) {}

    /** @param points only where anything was measured, in order */
    public record Series(Instant from, Instant to, Duration step, List<Point> points) {}

    /** A check over a time. */
    public record OfCheck(String check, Measured measured) {}

    /** @param items the worst first */
    public record Worst(Instant from, Instant to, List<OfCheck> items) {}
}
