package dev.portreach.alert.support;

import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.trust.EventSignature;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Puts events onto topics as the other services do, waiting for the broker to have them. */
public final class EventSender implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    public EventSender() {
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                        "linger.ms",
                        "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public <T> void send(String topic, String key, EventType<T> type, T event) {
        EventCodec<T> codec = new EventCodec<>(type);
        raw(topic, key, codec.write(event), headers(codec));
    }

    public <T> void sendSigned(String topic, String key, EventType<T> type, T event, PrivateKey signer) {
        EventCodec<T> codec = new EventCodec<>(type);
        byte[] value = codec.write(event);
        Headers headers = headers(codec);
        EventCodec.add(headers, EventCodec.SIGNATURE, EventSignature.sign(signer, type, key, value));
        raw(topic, key, value, headers);
    }

    public void garbage(String topic, String key) {
        raw(topic, key, new byte[] {0, 1, '{', (byte) 0xff}, new RecordHeaders());
    }

    public void raw(String topic, String key, byte[] value, Headers headers) {
        try {
            producer.send(new ProducerRecord<>(topic, null, key.getBytes(StandardCharsets.UTF_8), value, headers))
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not take a record for " + topic, e);
        }
    }

    private static Headers headers(EventCodec<?> codec) {
        return codec.headers(UUID.randomUUID().toString(), "/test", Instant.now());
    }

    @Override
    public void close() {
        producer.close();
    }
}
