package dev.portreach.lab.pipeline;

import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.result.Heartbeat;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.trust.EventSignature;
import dev.portreach.lab.pipeline.Fleet.Site;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends as the agents of a fleet do: numbered, signed, compressed with zstd. May be used by several threads. */
final class Sender implements AutoCloseable {

    private static final String EPOCH = "019a0000-0000-7000-8000-000000000001";
    private static final EventCodec<Assignment> ASSIGNMENT = new EventCodec<>(EventType.ASSIGNMENT);
    private static final EventCodec<ResultBatch> RESULTS = new EventCodec<>(EventType.RESULTS);
    private static final EventCodec<Heartbeat> HEARTBEAT = new EventCodec<>(EventType.HEARTBEAT);

    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Long> numbers = new ConcurrentHashMap<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    Sender(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "acks", "all",
                        "compression.type", "zstd",
                        "linger.ms", "5",
                        "batch.size", "65536"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void assign(Fleet fleet, Instant issued) {
        for (Site site : fleet.sites()) {
            byte[] value = ASSIGNMENT.write(fleet.assignment(site, issued));
            var unused = send(topics.assignments(), site, value, ASSIGNMENT.headers(site.id() + "@1", "/lab", issued));
        }
        flush();
    }

    void heartbeats(Fleet fleet, long intervalMillis) {
        Instant now = Instant.now();
        for (Site site : fleet.sites()) {
            byte[] value = HEARTBEAT.write(new Heartbeat(
                    site.agent(),
                    site.id(),
                    EPOCH,
                    now,
                    intervalMillis,
                    "lab",
                    0,
                    0,
                    0,
                    0,
                    1,
                    fleet.checks(),
                    List.of()));
            var unused = send(topics.heartbeats(), site, value, signed(HEARTBEAT, site, value, now.toString(), now));
        }
    }

    /** @return where and when the broker took it */
    CompletableFuture<RecordMetadata> results(Site site, List<Observation> observations) {
        long number = numbers.merge(site.id(), 1L, Long::sum);
        byte[] value = RESULTS.write(new ResultBatch(site.agent(), site.id(), EPOCH, number, 1, observations));
        Headers headers = signed(RESULTS, site, value, EPOCH + "-" + number, Instant.now());
        return send(topics.results(), site, value, headers);
    }

    private static Headers signed(EventCodec<?> codec, Site site, byte[] value, String id, Instant time) {
        Headers headers = codec.headers(id, "/agents/" + site.agent(), time);
        String signature = EventSignature.sign(site.keys().getPrivate(), codec.type(), site.id(), value);
        EventCodec.add(headers, EventCodec.SIGNATURE, signature);
        return headers;
    }

    private CompletableFuture<RecordMetadata> send(String topic, Site site, byte[] value, Headers headers) {
        CompletableFuture<RecordMetadata> taken = new CompletableFuture<>();
        byte[] key = site.id().getBytes(StandardCharsets.UTF_8);
        var unused =
                producer.send(new ProducerRecord<>(topic, null, null, key, value, headers), (metadata, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                        taken.completeExceptionally(exception);
                    } else {
                        taken.complete(metadata);
                    }
                });
        return taken;
    }

    /** Returns when the broker has all that was sent. */
    void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("the broker did not take everything", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
