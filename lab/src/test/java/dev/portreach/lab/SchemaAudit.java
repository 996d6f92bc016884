package dev.portreach.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.event.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Holds every record against the schema of its type, which must declare each of its fields. */
final class SchemaAudit {

    private static final int MOST_FAULTS = 20;

    private final Map<String, JsonSchema> schemas = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    SchemaAudit() throws IOException {
        for (EventType<?> type : EventType.ALL) {
            try (InputStream in = EventType.class.getResourceAsStream("/schemas/" + type.schema())) {
                JsonNode schema = EventJson.mapper().readTree(in);
                forbidUndeclared(schema);
                schemas.put(
                        type.name(),
                        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                                .getSchema(schema));
            }
        }
    }

    private static void forbidUndeclared(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(SchemaAudit::forbidUndeclared);
    }

    void check(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || faults.size() >= MOST_FAULTS) {
            return;
        }
        String type = EventCodec.text(record.headers(), EventCodec.TYPE);
        seen.merge(String.valueOf(type), 1, Integer::sum);
        JsonSchema schema = schemas.get(type);
        if (schema == null) {
            faults.add("%s@%d is of type %s".formatted(record.topic(), record.offset(), type));
            return;
        }
        try {
            schema.validate(EventJson.mapper().readTree(record.value()))
                    .forEach(fault -> faults.add("%s@%d: %s".formatted(record.topic(), record.offset(), fault)));
        } catch (IOException e) {
            throw new UncheckedIOException(record.topic() + " holds what is no JSON", e);
        }
    }

    /** Records by type. */
    Map<String, Integer> seen() {
        return seen;
    }

    List<String> faults() {
        return faults;
    }
}
