package dev.portreach.alert.stream;

import dev.portreach.alert.detection.Revision;
import dev.portreach.contracts.assignment.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The revisions of one site's assignment: all in the store, the few in use ready to judge by. */
final class Revisions {

    private static final int READY = 3;
    private static final int KEPT = 20;
    /** As long as a result may be under way: topic retention and the longest spool. */
    private static final Duration KEPT_FOR = Duration.ofDays(10);

    private final String site;
    private final KeyValueStore<String, byte[]> store;
    private final Map<Long, Revision> ready = new LinkedHashMap<>(8, 0.75f, true);

    Revisions(String site, KeyValueStore<String, byte[]> store) {
        this.site = site;
        this.store = store;
    }

    Revision add(Assignment assignment, Instant now) {
        store.put(Keys.assignment(site, assignment.revision()), Json.write(assignment));
        prune(now);
        return makeReady(assignment);
    }

    /** The newest, if there is any. */
    Optional<Revision> newest() {
        try (KeyValueIterator<String, byte[]> latestFirst =
                store.reverseRange(Keys.assignment(site, 0), Keys.assignment(site, Long.MAX_VALUE))) {
            return latestFirst.hasNext()
                    ? Optional.of(makeReady(Json.read(latestFirst.next().value, Assignment.class)))
                    : Optional.empty();
        }
    }

    Optional<Revision> find(long revision) {
        Revision found = ready.get(revision);
        if (found != null) {
            return Optional.of(found);
        }
        if (revision < 1) {
            return Optional.empty();
        }
        byte[] stored = store.get(Keys.assignment(site, revision));
        return stored == null ? Optional.empty() : Optional.of(makeReady(Json.read(stored, Assignment.class)));
    }

    void clear() {
        ready.clear();
        Rows.delete(store, Keys.assignments(site));
    }

    private Revision makeReady(Assignment assignment) {
        Revision revision = new Revision(assignment);
        ready.put(revision.number(), revision);
        if (ready.size() > READY) {
            ready.remove(ready.keySet().iterator().next());
        }
        return revision;
    }

    private void prune(Instant now) {
        List<KeyValue<String, byte[]>> rows = Rows.startingWith(store, Keys.assignments(site));
        for (int i = 0; i < rows.size() - KEPT; i++) {
            Instant issued = Json.read(rows.get(i).value, Assignment.class).issuedAt();
            if (issued == null || issued.plus(KEPT_FOR).isBefore(now)) {
                store.delete(rows.get(i).key);
            }
        }
    }
}
