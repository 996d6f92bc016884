package dev.portreach.catalog.relay;

import dev.portreach.catalog.boot.RelayConfig;
import dev.portreach.catalog.boot.TopicsConfig;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.TopicProvisioner;
import dev.portreach.contracts.event.TopicSpec;
import dev.portreach.contracts.event.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's side of the relay. Used by the relay's thread alone; its clients are made when first needed. */
@Singleton
class AssignmentPublisher {

    private static final String SOURCE = "/catalog";
    private static final int MAX_REQUEST = 8 * 1024 * 1024; // before compression, which makes it a tenth
    private static final int BUFFER = 16 * 1024 * 1024;
    /** Longer than it takes to hand over many: the producer looks at every topic that it knows for each that goes alone. */
    private static final int LINGER_MILLIS = 50;

    private final Map<String, Object> kafka;
    private final TopicsConfig config;
    private final Topics topics;
    private final Duration patience;
    private final EventCodec<Assignment> codec = new EventCodec<>(EventType.ASSIGNMENT);
    private final Set<String> ensured = new HashSet<>();
    private Producer<String, byte[]> producer;
    private Admin admin;
    private boolean hasCommonTopics;

    AssignmentPublisher(
            @Identifier("default-kafka-broker") Map<String, Object> kafka, TopicsConfig config, RelayConfig relay) {
        this.kafka = kafka;
        this.config = config;
        this.topics = new Topics(config.prefix());
        this.patience = relay.ackTimeout();
    }

    /** Makes sure of all topics that do not belong to single sites. */
    void ensureCommonTopics() throws InterruptedException, ExecutionException, TimeoutException {
        if (!hasCommonTopics) {
            provisioner().ensure(topics.all(config.partitions()), patience);
            hasCommonTopics = true;
        }
    }

    /** Makes sure of the topics of the sites' agents. */
    void ensureAgentTopics(List<String> sites) throws InterruptedException, ExecutionException, TimeoutException {
        List<TopicSpec> missing = new ArrayList<>();
        for (String site : sites) {
            if (!ensured.contains(site)) {
                missing.addAll(topics.agentSpecs(site));
            }
        }
        if (!missing.isEmpty()) {
            provisioner().ensure(missing, patience);
            ensured.addAll(sites);
        }
    }

    /** Topics may be gone, as with a broker that lost its data: looks again the next time. */
    void distrustTopics() {
        ensured.clear();
        hasCommonTopics = false;
    }

    Future<RecordMetadata> toAll(Revision revision) {
        return producer().send(record(topics.assignments(), revision));
    }

    Future<RecordMetadata> toAgents(Revision revision) {
        return producer().send(record(topics.agent(revision.site()), revision));
    }

    /** Sends what waits at once, all of it together, and returns when each of it was acknowledged or given up. */
    void flush() {
        Optional.ofNullable(producer).ifPresent(Producer::flush);
    }

    void close() {
        Optional.ofNullable(producer).ifPresent(open -> open.close(Duration.ofSeconds(2)));
        Optional.ofNullable(admin).ifPresent(open -> open.close(Duration.ofSeconds(1)));
    }

    private ProducerRecord<String, byte[]> record(String topic, Revision revision) {
        byte[] value = revision.isTombstone() ? null : revision.content().getBytes(StandardCharsets.UTF_8);
        String id = "%s:%d".formatted(revision.site(), revision.revision());
        return new ProducerRecord<>(
                topic, null, null, revision.site(), value, codec.headers(id, SOURCE, revision.issuedAt()));
    }

    private TopicProvisioner provisioner() {
        if (admin == null) {
            Map<String, Object> settings = new HashMap<>(kafka);
            settings.put("client.id", "portreach-catalog-admin");
            settings.put("default.api.timeout.ms", (int) patience.toMillis());
            settings.put("request.timeout.ms", (int) patience.toMillis() / 2);
            admin = Admin.create(settings);
        }
        return new TopicProvisioner(admin, config.replicationFactor());
    }

    private Producer<String, byte[]> producer() {
        if (producer == null) {
            Map<String, Object> settings = new HashMap<>(kafka);
            settings.put(ProducerConfig.CLIENT_ID_CONFIG, "portreach-catalog");
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
            settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
            settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST);
            settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER);
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis() / 2);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis() / 2);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
            producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }
}
