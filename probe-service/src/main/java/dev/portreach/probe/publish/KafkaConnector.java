package dev.portreach.probe.publish;

import dev.portreach.contracts.event.TopicProvisioner;
import dev.portreach.contracts.event.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes producers for real brokers, once the topics are there. */
final class KafkaConnector implements BrokerLink.Connector {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaConnector.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final Topics topics;
    private final String site;

    /** @param kafka the client's settings: bootstrap servers, security */
    KafkaConnector(Map<String, Object> kafka, Topics topics, String site) {
        this.kafka = Map.copyOf(kafka);
        this.topics = topics;
        this.site = site;
    }

    @Override
    public Producer<byte[], byte[]> connect() throws InterruptedException, ExecutionException, TimeoutException {
        ensureTopics();
        Producer<byte[], byte[]> made =
                new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            made.partitionsFor(topics.results());
            made.partitionsFor(topics.heartbeats());
            return made;
        } catch (KafkaException e) {
            made.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * The site's own topic is made here if it is missing and this agent may. The shared ones belong to the core, which
     * knows their number of partitions: here they are only waited for.
     */
    private void ensureTopics() throws InterruptedException, ExecutionException, TimeoutException {
        try (Admin admin = Admin.create(adminSettings())) {
            try {
                new TopicProvisioner(admin, Optional.empty()).ensure(topics.agentSpecs(site), PATIENCE);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof AuthorizationException)) {
                    throw e;
                }
                LOG.debug("this agent may not make its topic; the catalog does", e);
            }
            admin.describeTopics(List.of(topics.results(), topics.heartbeats()))
                    .allTopicNames()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Properties adminSettings() {
        Properties settings = common();
        settings.put("request.timeout.ms", "3000");
        settings.put("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        return settings;
    }

    private Properties producerSettings() {
        Properties settings = common();
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("compression.type", "zstd");
        settings.put("linger.ms", "5");
        settings.put("batch.size", "65536");
        settings.put("buffer.memory", Integer.toString(6 << 20));
        settings.put("max.block.ms", "3000");
        settings.put("request.timeout.ms", "4000");
        settings.put("delivery.timeout.ms", "8000");
        // Forgetting the topics while no broker answers would make send block; a producer that fails is replaced.
        settings.put("metadata.recovery.strategy", "none");
        return settings;
    }

    private Properties common() {
        Properties settings = new Properties();
        settings.putAll(kafka);
        settings.put("reconnect.backoff.ms", "100");
        settings.put("reconnect.backoff.max.ms", "1000");
        settings.put("socket.connection.setup.timeout.ms", "2000");
        settings.put("receive.buffer.bytes", "65536");
        return settings;
    }
}
