package dev.portreach.alert.stream;

import dev.portreach.alert.detection.AgentEntry;
import dev.portreach.alert.detection.CheckDefinition;
import dev.portreach.alert.detection.CheckEntry;
import dev.portreach.alert.detection.Revision;
import dev.portreach.alert.detection.SiteDetector;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.UnreadableEventException;
import dev.portreach.contracts.result.Heartbeat;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.trust.EventSignature;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/** One site in a task: reads, verifies and parks what comes for it, and hands the rest to its detector. */
final class Site {

    private static final EventCodec<Assignment> ASSIGNMENT = new EventCodec<>(EventType.ASSIGNMENT);
    private static final EventCodec<ResultBatch> RESULTS = new EventCodec<>(EventType.RESULTS);
    private static final EventCodec<Heartbeat> HEARTBEAT = new EventCodec<>(EventType.HEARTBEAT);

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final int MAX_EPOCH = 64;
    private static final int MAX_PARKED = 500;
    private static final Duration PARKED_FOR = Duration.ofMinutes(10);

    private final String name;
    private final KeyValueStore<String, byte[]> store;
    private final Outlet outlet;
    private final StreamMetrics metrics;
    private final Revisions revisions;
    private final SiteDetector detector;
    private int parked;

    Site(String name, KeyValueStore<String, byte[]> store, Outlet outlet, StreamMetrics metrics, Instant taskStart) {
        this.name = name;
        this.store = store;
        this.outlet = outlet;
        this.metrics = metrics;
        this.revisions = new Revisions(name, store);
        this.detector = new SiteDetector(name, taskStart, new SiteStore(name, store, outlet, metrics));
        Revision newest = revisions.newest().orElse(null);
        detector.restore(
                newest,
                newest == null ? List.of() : entries(newest),
                Rows.read(store, Keys.agents(name), AgentEntry.class).stream()
                        .map(this::marked)
                        .toList());
        parked = Rows.startingWith(store, Keys.parked(name)).size();
        metrics.parked(parked);
    }

    private List<CheckEntry> entries(Revision revision) {
        List<CheckEntry> entries = new ArrayList<>();
        Rows.forEach(store, Keys.checks(name), row -> {
            CheckDefinition definition =
                    revision.checks().get(row.key.substring(Keys.checks(name).length()));
            if (definition != null) {
                entries.add(CheckEntries.read(row.value, definition.scope()));
            }
        });
        return entries;
    }

    private AgentEntry marked(AgentEntry entry) {
        byte[] mark = store.get(Keys.mark(name, entry.agent()));
        return mark == null ? entry : entry.marked(Marks.read(mark));
    }

    void assignment(Received received, Instant now) {
        if (received.value() == null) {
            detector.withdraw();
            revisions.clear();
            return;
        }
        Assignment assignment = ASSIGNMENT.read(received.value(), received.headers());
        requireKey(assignment.site());
        detector.assign(revisions.add(assignment, now), now);
        release(assignment.revision(), now);
    }

    void results(Received received, Instant now) {
        ResultBatch batch = RESULTS.read(received.value(), received.headers());
        requireNames(batch.agent(), batch.site(), now);
        if (batch.epoch().length() > MAX_EPOCH) {
            throw new UnreadableEventException("malformed", "the epoch is no UUID");
        }
        Optional<Revision> made = revisions.find(batch.revision());
        if (made.isEmpty()) {
            park(received, batch.revision(), now);
            return;
        }
        verify(received, EventType.RESULTS, batch.agent(), made.get(), now);
        metrics.taken(detector.take(batch, made.get(), Instant.ofEpochMilli(received.timestamp())));
    }

    void heartbeat(Received received, Instant now) {
        Heartbeat heartbeat = HEARTBEAT.read(received.value(), received.headers());
        requireNames(heartbeat.agent(), heartbeat.site(), now);
        verify(received, EventType.HEARTBEAT, heartbeat.agent(), detector.current(), now);
        detector.heard(heartbeat, Instant.ofEpochMilli(received.timestamp()), now);
    }

    private void requireKey(String site) {
        if (!name.equals(site)) {
            throw new UnreadableEventException("wrong-key", "the record's key is not the site it speaks of");
        }
    }

    private void requireNames(String agent, String site, Instant now) {
        if (!SLUG.matcher(agent).matches()) {
            throw new UnreadableEventException("malformed", "the agent's id is no id");
        }
        if (!name.equals(site)) {
            detector.rejected(agent, now);
        }
        requireKey(site);
    }

    private void verify(Received received, EventType<?> type, String agent, Revision made, Instant now) {
        Optional<PublicKey> key = made == null ? Optional.empty() : made.key(agent);
        if (key.isEmpty() && detector.current() != null) {
            key = detector.current().key(agent);
        }
        if (key.isEmpty()) {
            detector.rejected(agent, now);
            throw new UnreadableEventException(
                    "unknown-agent", "agent %s is not enrolled at site %s".formatted(agent, name));
        }
        String signature = EventCodec.text(received.headers(), EventCodec.SIGNATURE);
        if (!EventSignature.verifies(key.get(), type, received.key(), received.value(), signature)) {
            detector.rejected(agent, now);
            throw new UnreadableEventException(
                    "bad-signature", signature == null ? "not signed" : "not signed by the key of agent " + agent);
        }
    }

    private void park(Received received, long revision, Instant now) {
        if (parked >= MAX_PARKED) {
            outlet.deadLetter(received, "unknown-revision", "too many batches wait for a revision already");
            return;
        }
        parked++;
        metrics.parked(1);
        store.put(
                Keys.parked(name, revision, received.partition(), received.offset()),
                Json.write(received.parked(now.toEpochMilli())));
    }

    private void release(long revision, Instant now) {
        String prefix = Keys.parked(name) + "%019d|".formatted(revision);
        for (KeyValue<String, byte[]> row : Rows.startingWith(store, prefix)) {
            unpark(row.key);
            Received received = Json.read(row.value, Received.Parked.class).received();
            try {
                results(received, now);
            } catch (UnreadableEventException e) {
                outlet.deadLetter(received, e.reason(), e.getMessage());
            }
        }
    }

    private void unpark(String key) {
        store.delete(key);
        parked--;
        metrics.parked(-1);
    }

    /** Gives up on batches whose revision does not come. */
    void dropParked(Instant now) {
        if (parked == 0) {
            return;
        }
        for (KeyValue<String, byte[]> row : Rows.startingWith(store, Keys.parked(name))) {
            Received.Parked waiting = Json.read(row.value, Received.Parked.class);
            if (Instant.ofEpochMilli(waiting.parkedAt()).plus(PARKED_FOR).isBefore(now)) {
                unpark(row.key);
                outlet.deadLetter(waiting.received(), "unknown-revision", "its revision of the assignment never came");
            }
        }
    }

    void tick(Instant now, Instant brokerSince) {
        detector.tick(now, brokerSince);
    }

    void close() {
        metrics.parked(-parked);
    }
}
