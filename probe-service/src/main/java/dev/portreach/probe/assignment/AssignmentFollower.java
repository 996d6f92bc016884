package dev.portreach.probe.assignment;

import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.Recheck;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.UnreadableEventException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the site's own topic, from its beginning, on a thread of its own. The newest revision is in force; an older one
 * than that is ignored, a tombstone ends all probing. A request
 * to probe now goes on once, whatever revisions carry it, also over a restart.
 */
public final class AssignmentFollower implements AutoCloseable {

    /** Where assignments go. */
    public interface Target {

        /** @param assignment empty if there is none any more */
        void apply(Optional<Assignment> assignment);

        /**
         * A record that cannot be used; the assignment in force stays.
         *
         * @param reason one word, as in {@code malformed}
         * @param cause one line for people
         */
        void unusable(ConsumerRecord<byte[], byte[]> record, String reason, String cause);
    }

    private static final Logger LOG = LoggerFactory.getLogger(AssignmentFollower.class);
    /** The broker answers at once when there is something; until then it need not be asked again and again. */
    private static final Duration POLL = Duration.ofSeconds(10);

    private final Map<String, Object> kafka;
    private final TopicPartition partition;
    private final String site;
    private final AssignmentCopy copy;
    private final Target target;
    private final EventCodec<Assignment> codec = new EventCodec<>(EventType.ASSIGNMENT);
    private final Thread thread;
    private volatile KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean closed;
    private long revision;
    /** Requests of the revision in force, which a newer one may carry along. */
    private Set<Recheck> known = Set.of();

    public AssignmentFollower(
            Map<String, Object> kafka, String topic, String site, AssignmentCopy copy, Target target) {
        this.kafka = Map.copyOf(kafka);
        this.partition = new TopicPartition(topic, 0);
        this.site = site;
        this.copy = copy;
        this.target = target;
        this.thread = new Thread(this::run, "assignment");
        this.thread.setDaemon(true);
    }

    /** Puts the copy on disk in force, then follows the topic. */
    public void start() {
        copy.load().filter(kept -> kept.site().equals(site)).ifPresent(kept -> {
            revision = kept.revision();
            LOG.info(
                    "revision {} of the assignment, from disk: {} checks",
                    revision,
                    kept.checks().size());
            known = Set.copyOf(kept.rechecks());
            target.apply(Optional.of(kept.rechecking(List.of())));
        });
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                follow();
            } catch (WakeupException | InterruptException e) {
                LOG.debug("following the assignment was interrupted", e);
            } catch (KafkaException e) {
                LOG.warn("following {} failed, tried again: {}", partition.topic(), e.getMessage());
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private void follow() {
        try (KafkaConsumer<byte[], byte[]> made =
                new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer = made;
            made.assign(List.of(partition));
            made.seekToBeginning(List.of(partition));
            while (!closed) {
                takeNewest(made.poll(POLL));
            }
        } finally {
            consumer = null;
        }
    }

    /** Of what came together only the last that can be used counts. */
    private void takeNewest(ConsumerRecords<byte[], byte[]> records) {
        List<Optional<Assignment>> usable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
            try {
                usable.add(read(record));
            } catch (UnreadableEventException e) {
                LOG.error(
                        "the record at offset {} of {} cannot be used, the assignment in force stays: {}",
                        record.offset(),
                        record.topic(),
                        e.getMessage());
                target.unusable(record, e.reason(), e.getMessage());
            }
        }
        if (!usable.isEmpty()) {
            usable.get(usable.size() - 1).ifPresentOrElse(this::take, this::withdraw);
        }
    }

    /** @return empty for a tombstone */
    private Optional<Assignment> read(ConsumerRecord<byte[], byte[]> record) {
        if (!Arrays.equals(site.getBytes(StandardCharsets.UTF_8), record.key())) {
            throw new UnreadableEventException("wrong-key", "the record's key is not site " + site);
        }
        if (record.value() == null) {
            return Optional.empty();
        }
        Assignment assignment = codec.read(record.value(), record.headers());
        if (!assignment.site().equals(site)) {
            throw new UnreadableEventException("wrong-site", "it is for site " + assignment.site());
        }
        return Optional.of(assignment);
    }

    private void withdraw() {
        LOG.info("the assignment of site {} was withdrawn, probing stops", site);
        revision = 0;
        keep(Optional.empty());
        target.apply(Optional.empty());
    }

    private void take(Assignment assignment) {
        if (assignment.revision() < revision) {
            LOG.warn(
                    "revision {} of the assignment is older than {} in force, it is ignored; if the catalog was set up"
                            + " anew, delete assignment.json in the state directory and restart",
                    assignment.revision(),
                    revision);
        } else if (assignment.revision() > revision) {
            revision = assignment.revision();
            keep(Optional.of(assignment));
            LOG.info(
                    "revision {} of the assignment: {} checks",
                    revision,
                    assignment.checks().size());
            target.apply(Optional.of(assignment.rechecking(news(assignment.rechecks()))));
            known = Set.copyOf(assignment.rechecks());
        }
    }

    private List<Recheck> news(List<Recheck> requests) {
        return requests.stream().filter(request -> !known.contains(request)).toList();
    }

    private void keep(Optional<Assignment> assignment) {
        try {
            if (assignment.isPresent()) {
                copy.save(assignment.get());
            } else {
                copy.delete();
            }
        } catch (IOException e) {
            LOG.error("the assignment cannot be kept on disk; it works until the next restart", e);
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.putAll(kafka);
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", "false");
        settings.put("isolation.level", "read_committed");
        settings.put("fetch.max.wait.ms", Long.toString(POLL.toMillis()));
        settings.put("reconnect.backoff.ms", "100");
        settings.put("reconnect.backoff.max.ms", "1000");
        settings.put("socket.connection.setup.timeout.ms", "2000");
        settings.put("metadata.max.age.ms", "60000");
        return settings;
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
    }
}
