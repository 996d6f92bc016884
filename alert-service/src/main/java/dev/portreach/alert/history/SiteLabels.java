package dev.portreach.alert.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.portreach.contracts.event.EventJson;
import java.util.Map;
import java.util.TreeMap;

/** Labels of a site as a column keeps them. */
final class SiteLabels {

    private static final ObjectWriter WRITER = EventJson.mapper().writer();
    private static final ObjectReader READER =
            EventJson.mapper().readerFor(new TypeReference<Map<String, String>>() {});

    private SiteLabels() {}

    static String written(Map<String, String> labels) {
        try {
            return WRITER.writeValueAsString(new TreeMap<>(labels));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("labels cannot be written as JSON", e);
        }
    }

    /** What {@link #written} made. */
    static Map<String, String> read(String json) {
        try {
            return READER.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored labels cannot be read", e);
        }
    }
}
