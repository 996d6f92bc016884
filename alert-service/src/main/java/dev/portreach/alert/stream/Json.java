package dev.portreach.alert.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.portreach.contracts.event.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Stored values as JSON; each carries its format's version. */
final class Json {

    private Json() {}

    static byte[] write(Object value) {
        try {
            return EventJson.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a stored value cannot be written", e);
        }
    }

    static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return EventJson.mapper().readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored %s cannot be read".formatted(type.getSimpleName()), e);
        }
    }
}
