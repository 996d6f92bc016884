package dev.portreach.alert.stream;

import dev.portreach.contracts.event.TopicMismatchException;
import dev.portreach.contracts.event.TopicProvisioner;
import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.trust.EventSignature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;

/**
 * Runs the topology for as long as the service lives: waits for broker and topics without holding up anybody, replaces
 * threads that die, and starts all over if the whole client gives up.
 */
public final class StreamsRunner implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(StreamsRunner.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(4);

    private final StreamsSettings settings;
    private final Topics topics;
    private final int partitions;
    private final StreamMetrics metrics;
    private final Thread supervisor;
    private volatile KafkaStreams streams;
    private volatile String waitingFor = "not started";
    private volatile BrokerWatch broker;
    private volatile boolean closing;

    public StreamsRunner(StreamsSettings settings, Topics topics, int partitions, StreamMetrics metrics) {
        this.settings = settings;
        this.topics = topics;
        this.partitions = partitions;
        this.metrics = metrics;
        this.supervisor = new Thread(this::supervise, "streams-supervisor");
        this.supervisor.setDaemon(true);
    }

    /** Returns at once. */
    public void start() {
        LOG.infof("signatures are verified by %s", EventSignature.provider());
        supervisor.start();
    }

    public boolean isRunning() {
        KafkaStreams now = streams;
        return now != null && now.state() == KafkaStreams.State.RUNNING;
    }

    /** One line for people: what it does or waits for. */
    public String status() {
        KafkaStreams now = streams;
        return now == null ? waitingFor : now.state().toString();
    }

    /** How many tasks this instance works at: of all instances together one for each partition, and one for stage 2. */
    public int tasks() {
        KafkaStreams now = streams;
        return now == null
                ? 0
                : now.metadataForLocalThreads().stream()
                        .mapToInt(thread -> thread.activeTasks().size())
                        .sum();
    }

    public DetectionProgress progress() {
        KafkaStreams now = streams;
        BrokerWatch watch = broker;
        return DetectionProgress.of(
                now == null ? Map.of() : now.metrics(), watch != null && watch.reachableSince() != null);
    }

    private void supervise() {
        Map<String, Object> client = new HashMap<>(settings.broker());
        client.put(AdminClientConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-watch");
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        try (Admin admin = Admin.create(client)) {
            awaitTopics(admin);
            AdminBrokerWatch watch =
                    new AdminBrokerWatch(admin, topics.heartbeats(), partitions, InstantSource.system());
            broker = watch;
            Thread watcher = new Thread(watch, "broker-watch");
            watcher.setDaemon(true);
            watcher.start();
            try {
                while (!closing) {
                    runOnce(watch);
                }
            } finally {
                watcher.interrupt();
            }
        } catch (InterruptedException e) {
            LOG.debug("told to stop");
        }
    }

    private void awaitTopics(Admin admin) throws InterruptedException {
        TopicProvisioner provisioner = new TopicProvisioner(admin, settings.replicationFactor());
        while (true) {
            try {
                provisioner.ensure(topics.all(partitions), PATIENCE);
                return;
            } catch (ExecutionException | TimeoutException | KafkaException | TopicMismatchException e) {
                String next = "topics are not ready: " + e.getMessage();
                if (!next.equals(waitingFor)) {
                    LOG.warn(next);
                }
                waitingFor = next;
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        }
    }

    private void runOnce(BrokerWatch watch) throws InterruptedException {
        KafkaStreams next = new KafkaStreams(
                DetectionTopology.build(topics, watch, metrics), new StreamsConfig(settings.properties()));
        try {
            next.setUncaughtExceptionHandler(this::replaceThread);
            next.start();
            streams = next;
            while (!closing && !next.state().hasCompletedShutdown()) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
        } finally {
            streams = null;
            waitingFor = "stopped";
            next.close(STOP);
        }
        if (!closing) {
            LOG.error("the stream gave up; it is started again");
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
    }

    private StreamThreadExceptionResponse replaceThread(Throwable cause) {
        LOG.error("a stream thread died and is replaced", cause);
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    @Override
    public void close() {
        closing = true;
        supervisor.interrupt();
        try {
            supervisor.join(STOP.plus(PAUSE).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
