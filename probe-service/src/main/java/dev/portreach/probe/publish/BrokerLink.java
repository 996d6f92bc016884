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

/**
 * Keeps a producer at hand whose topics are known to exist, so that sending never blocks, and replaces it when it is
 * broken. Works on a thread of its own, as the broker may be away for days.
 */
public final class BrokerLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 500;

    private final Map<String, Object> kafka;
    private final Topics topics;
    private final String site;
    private final Thread thread;
    private volatile Producer<byte[], byte[]> producer;
    private volatile boolean closed;

    /** @param kafka the client's settings: bootstrap servers, security */
    public BrokerLink(Map<String, Object> kafka, Topics topics, String site) {
        this.kafka = Map.copyOf(kafka);
        this.topics = topics;
        this.site = site;
        this.thread = new Thread(this::run, "broker-link");
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** A producer that can send without blocking; empty while there is none. */
    public Optional<Producer<byte[], byte[]>> producer() {
        return Optional.ofNullable(producer);
    }

    /** That one does not work any more: make another. */
    public void replace(Producer<byte[], byte[]> broken) {
        synchronized (this) {
            if (producer != broken) {
                return;
            }
            producer = null;
            notifyAll();
        }
        broken.close(Duration.ZERO);
    }

    private void run() {
        boolean complained = false;
        try {
            while (!closed) {
                awaitDemand();
                try {
                    connect();
                    LOG.info("connected to Kafka");
                    complained = false;
                } catch (KafkaException | ExecutionException | TimeoutException e) {
                    if (!complained) {
                        LOG.warn("no connection to Kafka yet, results wait on disk: {}", reason(e));
                        complained = true;
                    }
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitDemand() throws InterruptedException {
        while (producer != null && !closed) {
            wait();
        }
    }

    private void connect() throws InterruptedException, ExecutionException, TimeoutException {
        if (closed) {
            return;
        }
        ensureTopics();
        Producer<byte[], byte[]> made =
                new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            made.partitionsFor(topics.results());
            made.partitionsFor(topics.heartbeats());
        } catch (KafkaException e) {
            made.close(Duration.ZERO);
            throw e;
        }
        synchronized (this) {
            producer = made;
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

    private static String reason(Exception failure) {
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Lets what has been handed over go out for a moment, then closes. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Producer<byte[], byte[]> last = producer;
        if (last != null) {
            last.close(Duration.ofMillis(500));
        }
    }
}
