package dev.portreach.alert.rollup;

import java.util.Arrays;
import java.util.OptionalDouble;

/** What was measured of one check over a span of time. Merging gives the same for every order. */
public final class Rollup {

    private static final int[] NONE = {};

    private int count;
    private int lost;
    private int distinct;
    private int[] buckets = NONE; // ascending
    private int[] counts = NONE;

    /** Observations. */
    public int count() {
        return count;
    }

    /** Observations in which a port was silent and none answered. */
    public int lost() {
        return lost;
    }

    /** Observations with a round-trip time. */
    public int timed() {
        int sum = 0;
        for (int i = 0; i < distinct; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /** @param rttMicros round-trip time in microseconds; null if nothing answered */
    public void add(boolean isLost, Long rttMicros) {
        count++;
        lost += isLost ? 1 : 0;
        if (rttMicros != null) {
            add(LatencyScale.bucket(rttMicros), 1);
        }
    }

    public void merge(Rollup other) {
        count += other.count;
        lost += other.lost;
        for (int i = 0; i < other.distinct; i++) {
            add(other.buckets[i], other.counts[i]);
        }
    }

    /**
     * A quantile of the round-trip times, in microseconds, off by at most {@link LatencyScale#RELATIVE_ERROR}.
     *
     * @param quantile from 0 to 1; 1 is the longest
     * @return empty if there is no round-trip time
     */
    public OptionalDouble quantile(double quantile) {
        if (!(quantile >= 0 && quantile <= 1)) {
            throw new IllegalArgumentException("quantile %s is not from 0 to 1".formatted(quantile));
        }
        int timed = timed();
        if (timed == 0) {
            return OptionalDouble.empty();
        }
        long rank = Math.max(1, (long) Math.ceil(quantile * timed));
        long passed = 0;
        int at = 0;
        while ((passed += counts[at]) < rank) {
            at++;
        }
        return OptionalDouble.of(LatencyScale.micros(buckets[at]));
    }

    void set(int newCount, int newLost) {
        count = newCount;
        lost = newLost;
    }

    void add(int bucket, int times) {
        int at = Arrays.binarySearch(buckets, 0, distinct, bucket);
        if (at >= 0) {
            counts[at] += times;
            return;
        }
        at = -at - 1;
        if (distinct == buckets.length) {
            buckets = Arrays.copyOf(buckets, distinct + 4);
            counts = Arrays.copyOf(counts, distinct + 4);
        }
        System.arraycopy(buckets, at, buckets, at + 1, distinct - at);
        System.arraycopy(counts, at, counts, at + 1, distinct - at);
        buckets[at] = bucket;
        counts[at] = times;
        distinct++;
    }

    int distinct() {
        return distinct;
    }

    int bucket(int index) {
        return buckets[index];
    }

    int times(int index) {
        return counts[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rollup that
                && count == that.count
                && lost == that.lost
                && distinct == that.distinct
                && Arrays.equals(buckets, 0, distinct, that.buckets, 0, distinct)
                && Arrays.equals(counts, 0, distinct, that.counts, 0, distinct);
    }

    @Override
    public int hashCode() {
        int hash = 31 * count + lost;
        for (int i = 0; i < distinct; i++) {
            hash = 31 * (31 * hash + buckets[i]) + counts[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return "%d, %d lost, p50 %s µs".formatted(count, lost, quantile(0.5));
    }
}
