package dev.portreach.alert.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what detection takes, and what it does not. */
public final class StreamMetrics {

    private final MeterRegistry registry;
    private final AtomicLong parked;
    private final Counter taken;

    public StreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.parked = registry.gauge("portreach.results.parked", new AtomicLong());
        this.taken = registry.counter("portreach.detection.observations");
    }

    void deadLetter(String topic, String reason) {
        registry.counter("portreach.dead.letters", "topic", topic, "reason", reason)
                .increment();
    }

    void skipped(String reason) {
        registry.counter("portreach.detection.skipped", "reason", reason).increment();
    }

    void taken(int observations) {
        taken.increment(observations);
    }

    /** Batches that wait for their revision of the assignment. */
    void parked(long change) {
        parked.addAndGet(change);
    }
}
