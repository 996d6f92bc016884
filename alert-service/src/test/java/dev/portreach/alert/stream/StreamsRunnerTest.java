package dev.portreach.alert.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.result.Heartbeat;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.trust.EventSignature;
import dev.portreach.embedded.EmbeddedKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsRunnerTest {

    private static final Topics TOPICS = new Topics("it");
    private static final int PARTITIONS = 2;
    /** Of stage 1 one for each partition, of stage 2 one. */
    private static final int ALL_TASKS = PARTITIONS + 1;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SITE = "lyon";
    private static final String CHECK = Fleet.check(SITE, "delivery-receiver", "control");

    @TempDir
    Path directory;

    private final List<Incident> incidents = new ArrayList<>();
    private KafkaProducer<String, byte[]> producer;
    private KafkaConsumer<String, byte[]> consumer;
    private Outcome outcome = Outcome.OPEN;
    private long seq;

    @Test
    void shouldKeepOneIncidentOverARestart() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.on(directory.resolve("kafka")))) {
            connect(kafka.bootstrapServers());
            try (StreamsRunner first = runner(kafka)) {
                await().atMost(PATIENCE).until(first::isRunning);
                send(EventType.ASSIGNMENT, TOPICS.assignments(), Fleet.assignment(SITE, 1));
                probeUntil(2);
                outcome = Outcome.TIMEOUT;
                awaitChanges(IncidentChange.OPENED);
            }
            try (StreamsRunner second = runner(kafka)) {
                await().atMost(PATIENCE).until(second::isRunning);
                probeUntil(8);
                assertThat(incidents)
                        .filteredOn(one -> one.change() == IncidentChange.OPENED)
                        .hasSize(1);
                outcome = Outcome.OPEN;
                awaitChanges(IncidentChange.OPENED, IncidentChange.RESOLVED);
            }
            assertThat(incidents)
                    .extracting(Incident::id)
                    .containsOnly(incidents.get(0).id());
            assertThat(incidents.get(0).cause().kind()).isEqualTo(CauseKind.CHECK);
            consumer.close();
            producer.close();
        }
    }

    @Test
    void shouldKeepOneIncidentWhileInstancesComeAndGo() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.on(directory.resolve("kafka")))) {
            connect(kafka.bootstrapServers());
            try (StreamsRunner second = runner(kafka, "second")) {
                try (StreamsRunner first = runner(kafka, "first")) {
                    await().atMost(PATIENCE).until(() -> first.isRunning() && second.isRunning());
                    send(EventType.ASSIGNMENT, TOPICS.assignments(), Fleet.assignment(SITE, 1));
                    probeUntil(2);
                    outcome = Outcome.TIMEOUT;
                    awaitChanges(IncidentChange.OPENED);
                }
                // The first has gone without leaving the group, so that its tasks move when its session is over.
                await().atMost(PATIENCE).until(() -> {
                    probe();
                    return second.tasks() == ALL_TASKS;
                });
                try (StreamsRunner third = runner(kafka, "third")) {
                    await().atMost(PATIENCE).until(() -> {
                        probe();
                        return third.tasks() > 0 && second.tasks() + third.tasks() == ALL_TASKS;
                    });
                    outcome = Outcome.OPEN;
                    awaitChanges(IncidentChange.OPENED, IncidentChange.RESOLVED);
                }
            }
            assertThat(incidents)
                    .filteredOn(one -> one.change() == IncidentChange.OPENED)
                    .hasSize(1);
            assertThat(incidents)
                    .extracting(Incident::id)
                    .containsOnly(incidents.get(0).id());
            consumer.close();
            producer.close();
        }
    }

    private StreamsRunner runner(EmbeddedKafka kafka) {
        return runner(kafka, "only");
    }

    private StreamsRunner runner(EmbeddedKafka kafka, String instance) {
        StreamsSettings settings = new StreamsSettings(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                "it-alert",
                instance,
                directory.resolve("streams-" + instance),
                1,
                Duration.ofMillis(25),
                Duration.ofSeconds(6),
                Duration.ofSeconds(10),
                Optional.of((short) 1));
        StreamsRunner runner =
                new StreamsRunner(settings, TOPICS, PARTITIONS, new StreamMetrics(new SimpleMeterRegistry()));
        runner.start();
        return runner;
    }

    private void connect(String servers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", servers,
                        "group.id", "it-reader",
                        "auto.offset.reset", "earliest",
                        "metadata.max.age.ms", "1000",
                        "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(TOPICS.incidents()));
    }

    private <T> void send(EventType<T> type, String topic, T event) throws Exception {
        EventCodec<T> codec = new EventCodec<>(type);
        byte[] value = codec.write(event);
        Headers headers = codec.headers("id", "/test", Instant.now());
        EventCodec.add(headers, EventCodec.SIGNATURE, EventSignature.sign(Bench.key(SITE), type, SITE, value));
        producer.send(new ProducerRecord<>(topic, null, SITE, value, headers)).get();
    }

    private void probe() throws Exception {
        Instant now = Instant.now();
        seq++;
        Observation seen = Bench.observation(CHECK, outcome, now);
        send(
                EventType.RESULTS,
                TOPICS.results(),
                new ResultBatch(SITE + "-1", SITE, Bench.EPOCH, seq, 1, List.of(seen)));
        send(
                EventType.HEARTBEAT,
                TOPICS.heartbeats(),
                new Heartbeat(SITE + "-1", SITE, Bench.EPOCH, now, 2_000, "0.1.0", 0, 0, 0, 0, 1, 1, List.of()));
        consumer.poll(Duration.ofMillis(400))
                .forEach(record ->
                        incidents.add(new EventCodec<>(EventType.INCIDENT).read(record.value(), record.headers())));
    }

    private void probeUntil(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            probe();
        }
    }

    private void awaitChanges(IncidentChange... changes) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            probe();
            assertThat(incidents).extracting(Incident::change).contains(changes);
        });
    }
}
