package dev.portreach.alert.rollup;

/**
 * Log-spaced buckets of round-trip times. Bucket {@code i} holds what is above γ^(i-1) and at most γ^i microseconds, so what
 * is said of a value in it is off by at most {@link #RELATIVE_ERROR} (the idea of DDSketch, VLDB 2019).
 */
public final class LatencyScale {

    /** Of every quantile and of the longest: 2.5 %. */
    public static final double RELATIVE_ERROR = 0.025;

    private static final double GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
    private static final double LN_GAMMA = Math.log(GAMMA);
    private static final long LONGEST_MICROS = 3_600_000_000L;

    private LatencyScale() {}

    /** @param micros anything; below 1 counts as 1, above an hour as an hour */
    public static int bucket(long micros) {
        long bounded = Math.max(1, Math.min(LONGEST_MICROS, micros));
        return (int) Math.ceil(Math.log((double) bounded) / LN_GAMMA - 1e-9);
    }

    /** The value that is off by least for all of a bucket, in microseconds. */
    public static double micros(int bucket) {
        return 2 * Math.exp(bucket * LN_GAMMA) / (1 + GAMMA);
    }
}
