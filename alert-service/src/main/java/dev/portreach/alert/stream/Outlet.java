package dev.portreach.alert.stream;

import dev.portreach.contracts.event.DeadLetters;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.Topics;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends records to the sinks of the topology. */
final class Outlet {

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
