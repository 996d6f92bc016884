package dev.portreach.catalog.evidence;

import dev.portreach.catalog.boot.TopicsConfig;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.event.UnreadableEventException;
import dev.portreach.contracts.state.CheckState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * The thread that reads the check states from their beginning and goes on, without a group: every instance has all. While
 * the broker is away what was read stays, with the time up to which it is known.
 */
@Singleton
public class CheckStateReader {

    private static final Logger LOG = Logger.getLogger(CheckStateReader.class);
    private static final int AFTER_RELAY = 300;
    private static final int MAX_FAILING = 20_000; // some hundred bytes each
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Map<String, Object> kafka;
    private final String topic;
    private final InstantSource clock;
    private final EventCodec<CheckState> codec = new EventCodec<>(EventType.CHECK_STATE);
    private final FailingChecks failing = new FailingChecks(MAX_FAILING);
    private final AtomicLong unreadable = new AtomicLong();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::work, "check-states");
    private volatile String trouble = "not yet connected";
    private volatile Consumer<String, byte[]> consumer;

    CheckStateReader(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            TopicsConfig config,
            InstantSource clock,
            MeterRegistry metrics) {
        this.kafka = kafka;
        this.topic = new Topics(config.prefix()).checkStates();
        this.clock = clock;
        Gauge.builder("portreach.evidence.failing", failing, FailingChecks::size)
                .description("Failing checks known to firewall requests")
                .register(metrics);
        Gauge.builder("portreach.evidence.up", this, reader -> reader.trouble.isEmpty() ? 1 : 0)
                .description("1 if the check states are read up to their end")
                .register(metrics);
        Gauge.builder("portreach.evidence.unreadable", unreadable, AtomicLong::get)
                .description("Check states that could not be read, since the start")
                .register(metrics);
    }

    /** What is known; empty until all was read once. */
    public Optional<Evidence> evidence() {
        return failing.evidence();
    }

    /** Why nothing newer is known; empty if all is well. */
    public String trouble() {
        return trouble;
    }

    void atStart(@Observes @Priority(AFTER_RELAY) StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void atStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        Consumer<String, byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        thread.join(PATIENCE.toMillis());
    }

    private void work() {
        try {
            do {
                try (Consumer<String, byte[]> opened = open()) {
                    consumer = opened;
                    read(opened);
                } catch (WakeupException e) {
                    return; // told to stop
                } catch (KafkaException | IllegalStateException e) { // whatever it is, the thread tries again
                    says(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
                }
            } while (!stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when it is to begin anew. */
    private void read(Consumer<String, byte[]> from) {
        List<PartitionInfo> found = from.partitionsFor(topic, PATIENCE);
        if (found == null || found.isEmpty()) {
            says("there is no topic " + topic);
            return;
        }
        List<TopicPartition> partitions = found.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        from.assign(partitions);
        from.seekToBeginning(partitions);
        // Only now that the broker answers: until then, what was known before stays in use.
        failing.clear();
        while (stopping.getCount() > 0) {
            from.poll(POLL).forEach(this::take);
            Map<TopicPartition, Long> ends = from.endOffsets(partitions, PATIENCE);
            if (partitions.stream().allMatch(partition -> from.position(partition, PATIENCE) >= ends.get(partition))) {
                failing.caughtUp(clock.instant().truncatedTo(ChronoUnit.MILLIS)); // people read it
                says("");
                if (failing.isWorthReadingAgain()) {
                    return;
                }
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            failing.forget(record.key());
            return;
        }
        try {
            failing.take(codec.read(record.value(), record.headers()));
        } catch (UnreadableEventException e) {
            if (unreadable.getAndIncrement() == 0) {
                LOG.warnf(
                        "a check state at offset %d of %s cannot be read: %s", record.offset(), topic, e.getMessage());
            }
        }
    }

    private void says(String now) {
        if (!now.equals(trouble)) {
            if (now.isEmpty()) {
                LOG.infof("%s is read up to its end", topic);
            } else {
                LOG.infof("%s is not read up to its end, and tried again: %s", topic, now);
            }
        }
        trouble = now;
    }

    private Consumer<String, byte[]> open() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("client.id", "portreach-catalog-evidence");
        settings.put("enable.auto.commit", false);
        settings.put("allow.auto.create.topics", false);
        settings.put("isolation.level", "read_committed");
        // A position that is gone means that the topic is another one: it is read anew.
        settings.put("auto.offset.reset", "none");
        settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        settings.put("request.timeout.ms", (int) PATIENCE.toMillis());
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
