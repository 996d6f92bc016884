package dev.portreach.contracts.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * One kind of event as Kafka carries it: JSON value, CloudEvents 1.0 attributes as {@code ce_} headers (Kafka protocol
 * binding, binary mode).
 */
public final class EventCodec<T> {

    public static final String CONTENT_TYPE = "content-type";
    public static final String TYPE = "ce_type";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    public static final String SPEC_VERSION = "ce_specversion";
    /** CloudEvents extension: Base64 of the Ed25519 signature, on batches and heartbeats. */
    public static final String SIGNATURE = "ce_signature";

    private final EventType<T> type;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    public EventCodec(EventType<T> type) {
        this.type = type;
        this.reader = EventJson.mapper().readerFor(type.payload());
        this.writer = EventJson.mapper().writerFor(type.payload());
    }

    public EventType<T> type() {
        return type;
    }

    public byte[] write(T event) {
        try {
            return writer.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a record of ours cannot be written as JSON", e);
        }
    }

    /**
     * The headers that go with a value.
     *
     * @param id unique for this source; the same again for the same event sent again
     * @param source who says so, as a URI reference such as {@code /agents/lyon/lyon-1}
     */
    public Headers headers(String id, String source, Instant time) {
        Headers headers = new RecordHeaders();
        add(headers, SPEC_VERSION, "1.0");
        add(headers, TYPE, type.name());
        add(headers, ID, id);
        add(headers, SOURCE, source);
        add(headers, TIME, time.toString());
        add(headers, CONTENT_TYPE, "application/json");
        return headers;
    }

    /**
     * Reads what came.
     *
     * @throws UnreadableEventException if it is not an event of this type; says why
     */
    public T read(byte[] value, Headers headers) {
        String claimed = text(headers, TYPE);
        if (!type.name().equals(claimed)) {
            throw new UnreadableEventException(
                    "wrong-type", "expected ce_type %s, got %s".formatted(type.name(), clip(claimed)));
        }
        return read(value);
    }

    /**
     * Reads a value whose type is known otherwise.
     *
     * @throws UnreadableEventException if it cannot be read; says why
     */
    public T read(byte[] value) {
        if (value == null) {
            throw new UnreadableEventException("empty", "the record has no value");
        }
        try {
            T event = reader.readValue(value);
            if (event == null) {
                throw new UnreadableEventException("empty", "the value is JSON null");
            }
            return event;
        } catch (IOException | RuntimeException e) {
            if (e instanceof UnreadableEventException unreadable) {
                throw unreadable;
            }
            throw new UnreadableEventException("malformed", clip(firstLine(e)));
        }
    }

    public static String text(Headers headers, String name) {
        Header header = headers == null ? null : headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    public static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String firstLine(Exception e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static String clip(String text) {
        if (text == null) {
            return "none";
        }
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > 200 ? printable.substring(0, 200) + "…" : printable;
    }
}
