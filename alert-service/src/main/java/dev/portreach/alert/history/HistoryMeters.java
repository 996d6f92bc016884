package dev.portreach.alert.history;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** What history did, counted after its transaction. */
@ApplicationScoped
public class HistoryMeters {

    /** Counts of one transaction. */
    static final class Tally {
        int inserted;
        int deleted;
        int duplicates;
        int late;
        int skipped;
        int untrusted;
        int parked;
        int unparked;
        int released;
        int repeated;

        void add(OpenIntervals intervals) {
            inserted += intervals.insertions().size();
            deleted += intervals.deletions().size();
            duplicates += intervals.duplicates();
            late += intervals.late();
        }
    }

    private final MeterRegistry meters;

    HistoryMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(Tally tally) {
        add("portreach.history.rows", "change", "inserted", tally.inserted);
        add("portreach.history.rows", "change", "deleted", tally.deleted);
        add("portreach.history.observations", "kind", "duplicate", tally.duplicates);
        add("portreach.history.observations", "kind", "late", tally.late);
        add("portreach.history.observations", "kind", "skipped", tally.skipped);
        add("portreach.history.batches", "kind", "parked", tally.parked);
        add("portreach.history.batches", "kind", "not-parked", tally.unparked);
        add("portreach.history.batches", "kind", "released", tally.released);
        add("portreach.history.batches", "kind", "untrusted", tally.untrusted);
        add("portreach.history.batches", "kind", "repeated", tally.repeated);
    }

    /** A record that history does not take; the stream puts it on the dead-letter topic. */
    void ignored(String topic, String reason) {
        meters.counter("portreach.history.ignored.records", "topic", topic, "reason", reason)
                .increment();
    }

    private void add(String name, String tag, String value, int count) {
        meters.counter(name, tag, value).increment(count);
    }
}
