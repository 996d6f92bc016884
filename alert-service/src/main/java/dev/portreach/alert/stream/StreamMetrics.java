package dev.portreach.alert.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what detection does not take. */
public final class StreamMetrics {

    private final MeterRegistry registry;
    private final AtomicLong parked;

    public StreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.parked = registry.gauge("portreach.results.parked", new AtomicLong());
    }

    void deadLetter(String topic, String reason) {
        registry.counter("portreach.dead.letters", "topic", topic, "reason", reason)
                .increment();
    }

    void skipped(String reason) {
        registry.counter("portreach.detection.skipped", "reason", reason).increment();
    }

    /** Batches that wait for their revision of the assignment. */
    void parked(long change) {
        parked.addAndGet(change);
    }
}
