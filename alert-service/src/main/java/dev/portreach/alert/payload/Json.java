package dev.portreach.alert.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.portreach.contracts.event.EventJson;
import java.nio.charset.StandardCharsets;

/** Payloads as they are sent. */
public final class Json {

    private Json() {}

    public static String write(Object payload) {
        try {
            return EventJson.mapper().writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a payload of ours cannot be written as JSON", e);
        }
    }

    static int bytes(Object payload) {
        return write(payload).getBytes(StandardCharsets.UTF_8).length;
    }
}
