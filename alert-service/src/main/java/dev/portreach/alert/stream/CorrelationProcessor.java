package dev.portreach.alert.stream;

import dev.portreach.alert.correlation.Correlator;
import dev.portreach.alert.correlation.IncidentEntry;
import dev.portreach.alert.correlation.IncidentSink;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.event.UnreadableEventException;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Stage 2 as a processor: one task sees all sites. */
final class CorrelationProcessor implements Processor<String, byte[], String, byte[]>, IncidentSink {

    /** What a confirmed cause waits for at most; while nothing changes, a round costs next to nothing. */
    private static final Duration ROUND = Duration.ofMillis(200);

    private static final EventCodec<CheckState> CHECK_STATE = new EventCodec<>(EventType.CHECK_STATE);
    private static final EventCodec<AgentState> AGENT_STATE = new EventCodec<>(EventType.AGENT_STATE);
    private static final EventCodec<Incident> INCIDENT = new EventCodec<>(EventType.INCIDENT);

    private final Topics topics;
    private final StreamMetrics metrics;
    private KeyValueStore<String, byte[]> store;
    private Outlet outlet;
    private Correlator correlator;
    private SoftCauses soft;
    private ProcessorContext<String, byte[]> context;

    CorrelationProcessor(Topics topics, StreamMetrics metrics) {
        this.topics = topics;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> processorContext) {
        context = processorContext;
        store = context.getStateStore(Keys.STAGE_2);
        outlet = new Outlet(context, DetectionTopology.STAGE_2_DEAD_LETTERS, metrics);
        correlator = new Correlator(this);
        soft = new SoftCauses(store, this::publish);
        // Agents first: whoever comes after the checks of a site lets all of them be grouped and judged once more.
        Rows.read(store, Keys.AGENT, AgentState.class).forEach(state -> correlator.take(state, now()));
        List<CheckState> states = Rows.read(store, Keys.CHECK, CheckStates::read);
        states.forEach(correlator::take);
        correlator.restore(Rows.read(store, Keys.INCIDENT, IncidentEntry.class));
        soft.restore(states, now());
        context.schedule(ROUND, PunctuationType.WALL_CLOCK_TIME, time -> round(Instant.ofEpochMilli(time)));
    }

    private void round(Instant now) {
        correlator.round(now);
        soft.round(now);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    @Override
    public void process(Record<String, byte[]> record) {
        outlet.guard(Received.of(record, context.recordMetadata().orElseThrow()), this::take);
    }

    private void take(Received received) {
        String key = received.key();
        if (key == null) {
            throw new UnreadableEventException("wrong-key", "the record has no key");
        }
        if (received.topic().equals(topics.checkStates())) {
            if (received.value() == null) {
                correlator.retractCheck(key);
                soft.retractCheck(key);
                store.delete(Keys.CHECK + key);
                return;
            }
            CheckState state = CHECK_STATE.read(received.value(), received.headers());
            require(key.equals(state.check()));
            store.put(Keys.CHECK + key, CheckStates.write(state));
            correlator.take(state);
            soft.take(state, now());
        } else {
            if (received.value() == null) {
                correlator.retractAgent(key);
                soft.retractAgent(key);
                store.delete(Keys.AGENT + key);
                return;
            }
            AgentState state = AGENT_STATE.read(received.value(), received.headers());
            require(key.equals(state.key()));
            store.put(Keys.AGENT + key, received.value());
            correlator.take(state, now());
            soft.take(state, now());
        }
    }

    private static void require(boolean keyFits) {
        if (!keyFits) {
            throw new UnreadableEventException("wrong-key", "the record's key is not what it speaks of");
        }
    }

    @Override
    public void publish(Incident incident) {
        String id = incident.id() + "@" + incident.version();
        outlet.send(DetectionTopology.INCIDENT_SINK, INCIDENT, incident.id(), id, incident);
    }

    @Override
    public void save(IncidentEntry entry) {
        store.put(Keys.INCIDENT + entry.published().id(), Json.write(entry));
    }

    @Override
    public void forget(String id) {
        store.delete(Keys.INCIDENT + id);
    }
}
