package dev.portreach.alert.correlation;

/** Probes of a group that were lost and answered on the next look, lately: older ones count less and less. */
final class Flickers {

    private static final double HALF_LIFE_MILLIS = 60_000;
    /** What one event a millisecond adds up to. */
    private static final double MEMORY_MILLIS = HALF_LIFE_MILLIS / Math.log(2);
    /** Of all probes; a loss of 1 % is common on the Internet. */
    private static final double SHARE = 0.03;
    /** Fewer may be chance in small groups. */
    private static final double FEWEST = 2.5;

    private double count;
    private long countedAt;

    /** @param at milliseconds since the epoch; those out of order count as of the newest */
    void add(long at) {
        count = countAt(at) + 1;
        countedAt = Math.max(countedAt, at);
    }

    private double countAt(long at) {
        return at <= countedAt ? count : count * Math.exp((countedAt - at) / MEMORY_MILLIS);
    }

    /**
     * Whether probes have been lost beyond what is common.
     *
     * @param members that are probed
     * @param intervalMillis of each
     */
    boolean areMany(long now, int members, long intervalMillis) {
        double flickers = countAt(now);
        return flickers >= FEWEST && flickers >= SHARE * members * MEMORY_MILLIS / intervalMillis;
    }
}
