package dev.portreach.probe.agent;

import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.event.DeadLetters;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.TopicProvisioner;
import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.result.Heartbeat;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.trust.AgentKeys;
import dev.portreach.contracts.trust.EventSignature;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The other end of an agent: publishes assignments, reads and verifies what it sends. */
final class Core {

    static final String SITE = "lyon";
    private static final byte[] KEY = SITE.getBytes(StandardCharsets.UTF_8);

    private final String bootstrap;
    private final Topics topics;

    Core(String bootstrap, String prefix) {
        this.bootstrap = bootstrap;
        this.topics = new Topics(prefix);
    }

    void makeTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            new TopicProvisioner(admin, Optional.empty()).ensure(topics.all(1), Duration.ofSeconds(20));
            new TopicProvisioner(admin, Optional.empty()).ensure(topics.agentSpecs(SITE), Duration.ofSeconds(20));
        }
    }

    void publish(Assignment assignment) throws Exception {
        EventCodec<Assignment> codec = new EventCodec<>(EventType.ASSIGNMENT);
        send(codec.write(assignment), codec);
    }

    void withdraw() throws Exception {
        send(null, new EventCodec<>(EventType.ASSIGNMENT));
    }

    void sendGarbage() throws Exception {
        send("{not json".getBytes(StandardCharsets.UTF_8), new EventCodec<>(EventType.ASSIGNMENT));
    }

    private void send(byte[] value, EventCodec<Assignment> codec) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            topics.agent(SITE), null, null, KEY, value, codec.headers("1", "/catalog", Instant.now())))
                    .get();
        }
    }

    /** All batches so far, each with a signature that verifies. */
    List<ResultBatch> batches(String publicKey) {
        return read(topics.results(), EventType.RESULTS, publicKey);
    }

    List<Heartbeat> heartbeats(String publicKey) {
        return read(topics.heartbeats(), EventType.HEARTBEAT, publicKey);
    }

    List<Observation> observations(String publicKey) {
        return batches(publicKey).stream()
                .flatMap(batch -> batch.observations().stream())
                .toList();
    }

    /** Of the records that the site's agents could not use. */
    List<String> deadLetterReasons() {
        return records(Topics.deadLetters(topics.agent(SITE))).stream()
                .map(record -> EventCodec.text(record.headers(), DeadLetters.REASON))
                .toList();
    }

    private <T> List<T> read(String topic, EventType<T> type, String publicKey) {
        EventCodec<T> codec = new EventCodec<>(type);
        PublicKey key = AgentKeys.decodePublic(publicKey);
        List<T> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
            String signature = EventCodec.text(record.headers(), EventCodec.SIGNATURE);
            if (!EventSignature.verifies(key, type, SITE, record.value(), signature)) {
                throw new AssertionError("a record whose signature does not verify, on " + topic);
            }
            events.add(codec.read(record.value(), record.headers()));
        }
        return events;
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    static AssignedPolicy policy(String key, Expectation expectation, Duration interval) {
        return new AssignedPolicy(
                key,
                "receiver",
                "Receiver",
                "control",
                Protocol.TCP,
                Direction.INBOUND,
                expectation,
                RangeMode.ALL,
                true,
                interval,
                Duration.ofMillis(500),
                null,
                null);
    }

    static AssignedCheck check(String endpoint, String policy, String address, String ports) {
        return new AssignedCheck(
                AssignedCheck.id(SITE, SITE, endpoint, policy),
                policy,
                SITE,
                endpoint,
                address,
                address,
                ports,
                List.of());
    }

    static Assignment assignment(long revision, List<AssignedPolicy> policies, List<AssignedCheck> checks) {
        SiteProfile profile = new SiteProfile(
                "Lyon", "emea", Access.EXTRANET_VPN, Map.of(), List.of(), 4, "net@example.org", List.of());
        return new Assignment(SITE, revision, Instant.now(), profile, List.of(), policies, checks, List.of(), null);
    }
}
