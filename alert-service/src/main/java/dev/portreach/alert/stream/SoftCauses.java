package dev.portreach.alert.stream;

import dev.portreach.alert.correlation.Correlator;
import dev.portreach.alert.correlation.IncidentEntry;
import dev.portreach.alert.correlation.IncidentSink;
import dev.portreach.alert.correlation.Softened;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Causes of what works badly: the correlator once more, over {@link Softened} states. There is one only while it has
 * something to do, as it holds every check a second time.
 */
final class SoftCauses implements IncidentSink {

    private final KeyValueStore<String, byte[]> store;
    private final Consumer<Incident> publisher;
    private final Set<String> degraded = new HashSet<>();
    private final Set<String> incidents = new HashSet<>();
    private Correlator correlator;

    /** @param store of stage 2, in which states lie before they are taken here */
    SoftCauses(KeyValueStore<String, byte[]> store, Consumer<Incident> publisher) {
        this.store = store;
        this.publisher = publisher;
    }

    /** Goes on where an earlier task stopped. */
    void restore(List<CheckState> states, Instant now) {
        states.stream().filter(state -> state.degraded() != null).forEach(state -> degraded.add(state.check()));
        List<IncidentEntry> entries = Rows.read(store, Keys.SOFT_INCIDENT, IncidentEntry.class);
        entries.forEach(entry -> incidents.add(entry.published().id()));
        if (!degraded.isEmpty() || !incidents.isEmpty()) {
            begin(states, now);
            correlator.restore(entries);
        }
    }

    private void begin(List<CheckState> states, Instant now) {
        correlator = new Correlator(this);
        Rows.read(store, Keys.AGENT, AgentState.class).forEach(state -> correlator.take(Softened.of(state), now));
        states.forEach(state -> correlator.take(Softened.of(state)));
    }

    void take(CheckState state, Instant now) {
        if (state.degraded() == null) {
            degraded.remove(state.check());
        } else {
            degraded.add(state.check());
        }
        if (correlator != null) {
            correlator.take(Softened.of(state));
        } else if (state.degraded() != null) {
            begin(Rows.read(store, Keys.CHECK, CheckStates::read), now);
        }
    }

    void retractCheck(String check) {
        degraded.remove(check);
        if (correlator != null) {
            correlator.retractCheck(check);
        }
    }

    void take(AgentState state, Instant now) {
        if (correlator != null) {
            correlator.take(Softened.of(state), now);
        }
    }

    void retractAgent(String key) {
        if (correlator != null) {
            correlator.retractAgent(key);
        }
    }

    void round(Instant now) {
        if (correlator == null) {
            return;
        }
        correlator.round(now);
        if (degraded.isEmpty() && incidents.isEmpty()) {
            correlator = null;
        }
    }

    @Override
    public void publish(Incident incident) {
        publisher.accept(incident);
    }

    @Override
    public void save(IncidentEntry entry) {
        incidents.add(entry.published().id());
        store.put(Keys.SOFT_INCIDENT + entry.published().id(), Json.write(entry));
    }

    @Override
    public void forget(String id) {
        incidents.remove(id);
        store.delete(Keys.SOFT_INCIDENT + id);
    }
}
