package dev.portreach.alert.stream;

import dev.portreach.contracts.event.Topics;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The two stages and what lies between them. Values travel as bytes and are read inside, so that garbage stops nothing. */
public final class DetectionTopology {

    static final String CHECK_STATE_SINK = "check-state-sink";
    static final String TRANSITION_SINK = "transition-sink";
    static final String AGENT_STATE_SINK = "agent-state-sink";
    static final String INCIDENT_SINK = "incident-sink";
    static final String STAGE_1_DEAD_LETTERS = "detection-dead-letter-sink";
    static final String STAGE_2_DEAD_LETTERS = "correlation-dead-letter-sink";

    private static final String STAGE_1 = "detection";
    private static final String STAGE_2 = "correlation";

    private DetectionTopology() {}

    public static Topology build(Topics topics, BrokerWatch watch, StreamMetrics metrics) {
        Topology topology = new Topology();
        source(topology, "assignments", topics.assignments());
        source(topology, "results", topics.results());
        source(topology, "heartbeats", topics.heartbeats());
        topology.addProcessor(
                STAGE_1, () -> new SiteProcessor(topics, watch, metrics), "assignments", "results", "heartbeats");
        topology.addStateStore(store(Keys.STAGE_1), STAGE_1);
        sink(topology, CHECK_STATE_SINK, topics.checkStates(), STAGE_1);
        sink(topology, TRANSITION_SINK, topics.transitions(), STAGE_1);
        sink(topology, AGENT_STATE_SINK, topics.agentStates(), STAGE_1);
        deadLetterSink(topology, STAGE_1_DEAD_LETTERS, STAGE_1);

        source(topology, "check-states", topics.checkStates());
        source(topology, "agent-states", topics.agentStates());
        topology.addProcessor(STAGE_2, () -> new CorrelationProcessor(topics, metrics), "check-states", "agent-states");
        topology.addStateStore(store(Keys.STAGE_2), STAGE_2);
        sink(topology, INCIDENT_SINK, topics.incidents(), STAGE_2);
        deadLetterSink(topology, STAGE_2_DEAD_LETTERS, STAGE_2);
        return topology;
    }

    private static void source(Topology topology, String name, String topic) {
        topology.addSource(name, new StringDeserializer(), new ByteArrayDeserializer(), topic);
    }

    private static void sink(Topology topology, String name, String topic, String parent) {
        topology.addSink(name, topic, new StringSerializer(), new ByteArraySerializer(), parent);
    }

    /** One for each stage: a shared node would tie both into one sub-topology. */
    private static void deadLetterSink(Topology topology, String name, String parent) {
        TopicNameExtractor<String, byte[]> byHeader =
                (key, value, context) -> Outlet.deadLetterTopic(context.headers());
        topology.addSink(name, byHeader, new StringSerializer(), new ByteArraySerializer(), parent);
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of("min.cleanable.dirty.ratio", "0.1"));
    }
}
