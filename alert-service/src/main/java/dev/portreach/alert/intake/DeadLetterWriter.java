package dev.portreach.alert.intake;

import dev.portreach.contracts.event.DeadLetters;
import dev.portreach.contracts.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/** Copies bad records to their topic's dead-letter topic, and counts them. */
@ApplicationScoped
public class DeadLetterWriter implements BadRecordHandler {

    private static final Logger LOG = Logger.getLogger(DeadLetterWriter.class);

    private final MeterRegistry meters;
    private final Map<String, Object> settings;
    private KafkaProducer<byte[], byte[]> producer;

    DeadLetterWriter(MeterRegistry meters, @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.meters = meters;
        this.settings = new HashMap<>(broker);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L << 20);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "alert-dead-letters");
    }

    /**
     * For topics that the stream reads too, which puts aside what cannot be read: here that is only counted, so that there
     * is one copy. What could not be stored is put aside here alone.
     */
    public BadRecordHandler besideTheStream() {
        return (source, reason, cause) -> {
            if (reason.equals(Intake.UNSTORABLE)) {
                handle(source, reason, cause);
            } else {
                meters.counter("portreach.record.ignored.records", "topic", source.topic(), "reason", reason)
                        .increment();
            }
        };
    }

    /** Returns when the broker has the copy; tries on while it does not answer. */
    @Override
    public void handle(ConsumerRecord<byte[], byte[]> source, String reason, String cause) {
        LOG.warnf(
                "Dead letter from %s-%d@%d, %s: %s",
                source.topic(), source.partition(), source.offset(), reason, cause);
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                Topics.deadLetters(source.topic()),
                null,
                source.key(),
                source.value(),
                DeadLetters.headers(
                        source.headers(), source.topic(), source.partition(), source.offset(), reason, cause));
        while (!sent(letter)) {
            LOG.warnf("The dead letter could not be sent to %s; trying again", letter.topic());
        }
        meters.counter("portreach.dead.letters", "topic", source.topic(), "reason", reason)
                .increment();
    }

    private boolean sent(ProducerRecord<byte[], byte[]> letter) {
        try {
            producer().send(letter).get(40, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a dead letter was on its way", e);
        }
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }
}
