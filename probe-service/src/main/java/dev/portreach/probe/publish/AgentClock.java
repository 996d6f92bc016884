package dev.portreach.probe.publish;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Time at a site whose wall clock may be wrong. Steady time is the wall clock at start and the monotonic clock since;
 * event time is that, corrected by what the broker's time stamps showed.
 */
public final class AgentClock {

    private record Sample(long offset, long roundTrip) {}

    private static final int SAMPLES = 16;
    private static final long STEP_MILLIS = 25; // less is within what a round trip can show

    private final long wallAtStart;
    private final LongSupplier nanos;
    private final long nanosAtStart;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private volatile long offset;

    /**
     * @param wallAtStart milliseconds since the epoch
     * @param nanos monotonic, in nanoseconds
     */
    public AgentClock(long wallAtStart, LongSupplier nanos) {
        this.wallAtStart = wallAtStart;
        this.nanos = nanos;
        this.nanosAtStart = nanos.getAsLong();
    }

    public static AgentClock system() {
        return new AgentClock(System.currentTimeMillis(), System::nanoTime);
    }

    /** Milliseconds since the epoch, never stepping. */
    public long steady() {
        return wallAtStart + TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - nanosAtStart);
    }

    /** Milliseconds since the epoch by the broker's clock, as far as it is known. */
    public long event() {
        return steady() + offset;
    }

    /** What is added to steady time, in milliseconds. */
    public long offset() {
        return offset;
    }

    /**
     * Learns from one acknowledgement: the broker stamped the record between sending and acknowledgement, half-way on
     * average. Of the latest round trips the fastest tells most.
     */
    public synchronized void learn(long sentSteady, long acknowledgedSteady, long brokerMillis) {
        long estimate = brokerMillis - (sentSteady + acknowledgedSteady) / 2;
        samples.addLast(new Sample(estimate, acknowledgedSteady - sentSteady));
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
        long best = samples.stream()
                .min(Comparator.comparingLong(Sample::roundTrip))
                .orElseThrow()
                .offset();
        if (Math.abs(best - offset) >= STEP_MILLIS) {
            offset = best;
        }
    }
}
