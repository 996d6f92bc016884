package dev.portreach.lab.history;

import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.trust.AgentKeys;
import dev.portreach.contracts.trust.EventSignature;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts signed batches and assignments onto their topics as agents and the catalog do. */
final class ResultProducer implements AutoCloseable {

    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    private final KeyPair keys = AgentKeys.generate();
    private final EventCodec<ResultBatch> codec = new EventCodec<>(EventType.RESULTS);
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final AtomicLong bytes = new AtomicLong();
    private final KafkaProducer<byte[], byte[]> producer;

    ResultProducer(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "compression.type", "zstd", "linger.ms", "20"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void announce(ResultLoad load, int sites) {
        EventCodec<Assignment> assignments = new EventCodec<>(EventType.ASSIGNMENT);
        for (int site = 0; site < sites; site++) {
            Assignment assignment = load.assignment(site, keys.getPublic());
            send(
                    topics.assignments(),
                    assignment.site(),
                    assignments.write(assignment),
                    assignments.headers(assignment.site() + "-1", "/bench", Instant.now()));
        }
        flush();
    }

    void send(ResultBatch batch) {
        byte[] value = codec.write(batch);
        Headers headers = codec.headers(
                batch.agent() + "-" + batch.epoch() + "-" + batch.seq(),
                "/agents/" + batch.site() + "/" + batch.agent(),
                Instant.now());
        EventCodec.add(
                headers,
                EventCodec.SIGNATURE,
                EventSignature.sign(keys.getPrivate(), EventType.RESULTS, batch.site(), value));
        bytes.addAndGet(value.length);
        send(topics.results(), batch.site(), value, headers);
    }

    /** Bytes of all batches' values, before compression. */
    long bytes() {
        return bytes.get();
    }

    void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("the broker did not take all", failure.get());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
    private void send(String topic, String key, byte[] value, Headers headers) {
        producer.send(
                new ProducerRecord<>(topic, null, key.getBytes(StandardCharsets.UTF_8), value, headers),
                (metadata, e) -> failure.compareAndSet(null, e));
    }

    @Override
    public void close() {
        producer.close();
    }
}
