package dev.portreach.alert.stream;

import dev.portreach.contracts.event.DeadLetters;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.event.UnreadableEventException;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/** Sends records to the sinks of the topology. */
final class Outlet {

    private static final Logger LOG = Logger.getLogger(Outlet.class);

    static final String SOURCE = "/alert-service";

    private final ProcessorContext<String, byte[]> context;
    private final String deadLetterSink;
    private final StreamMetrics metrics;

    Outlet(ProcessorContext<String, byte[]> context, String deadLetterSink, StreamMetrics metrics) {
        this.context = context;
        this.deadLetterSink = deadLetterSink;
        this.metrics = metrics;
    }

    <T> void send(String sink, EventCodec<T> codec, String key, String id, T event) {
        long now = context.currentSystemTimeMs();
        Headers headers = codec.headers(id, SOURCE, Instant.ofEpochMilli(now));
        context.forward(new Record<>(key, codec.write(event), now, headers), sink);
    }

    void retract(String sink, String key) {
        context.forward(new Record<>(key, null, context.currentSystemTimeMs(), new RecordHeaders()), sink);
    }

    /** Lets {@code taker} take a record; what it cannot take is put aside, and the stream goes on. */
    void guard(Received received, Consumer<Received> taker) {
        try {
            taker.accept(received);
        } catch (UnreadableEventException e) {
            deadLetter(received, e.reason(), e.getMessage());
        } catch (KafkaException e) {
            throw e; // the store or the broker: not the record's fault, the task is taken up again
        } catch (RuntimeException e) {
            LOG.errorf(e, "record %s-%d@%d was put aside", received.topic(), received.partition(), received.offset());
            deadLetter(received, "unprocessable", e.toString());
        }
    }

    /** Puts aside what cannot be read or trusted. */
    void deadLetter(Received received, String reason, String cause) {
        metrics.deadLetter(received.topic(), reason);
        Headers headers = DeadLetters.headers(
                received.headers(),
                received.topic(),
                received.partition(),
                received.offset(),
                reason,
                cause == null ? reason : cause);
        context.forward(
                new Record<>(received.key(), received.value(), context.currentSystemTimeMs(), headers), deadLetterSink);
    }

    /** The topic for a dead letter, by its headers. */
    static String deadLetterTopic(Headers headers) {
        return Topics.deadLetters(EventCodec.text(headers, DeadLetters.TOPIC));
    }
}
