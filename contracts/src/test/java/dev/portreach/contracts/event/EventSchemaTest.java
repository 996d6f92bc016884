package dev.portreach.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.portreach.contracts.WireName;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentSeverity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent is what the schemas say, no field more; and messages of earlier releases are still read. */
class EventSchemaTest {

    private static final Path KEPT = Path.of("src/test/resources/samples");

    static Stream<EventType<?>> types() {
        return EventType.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldSendOnlyWhatTheSchemaDeclares(EventType<?> type) throws IOException {
        assertThat(strict(type).validate(EventJson.mapper().readTree(write(type))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldReadItsOwnMessages(EventType<?> type) {
        assertThat(new EventCodec<>(type).read(write(type)))
                .isEqualTo(Samples.all().get(type));
    }

    @Test
    void shouldDeclareEveryWordOfIncidents() throws IOException {
        try (InputStream in = EventType.class.getResourceAsStream("/schemas/incident.v1.json")) {
            JsonNode schema = EventJson.mapper().readTree(in);
            assertThat(words(schema, "/cause/properties/kind")).isEqualTo(sendable(CauseKind.values()));
            assertThat(words(schema, "/runnerUp/properties/kind")).isEqualTo(sendable(CauseKind.values()));
            assertThat(words(schema, "/indistinguishable/items/properties/kind"))
                    .isEqualTo(sendable(CauseKind.values()));
            assertThat(words(schema, "/change")).isEqualTo(sendable(IncidentChange.values()));
            assertThat(words(schema, "/severity")).isEqualTo(sendable(IncidentSeverity.values()));
        }
    }

    private static Set<String> words(JsonNode schema, String property) {
        Set<String> words = new HashSet<>();
        schema.at("/properties" + property + "/enum").forEach(word -> words.add(word.asText()));
        return words;
    }

    private static Set<String> sendable(Enum<?>... constants) {
        return Arrays.stream(constants)
                .filter(constant -> !constant.name().equals("UNRECOGNISED"))
                .map(WireName::of)
                .collect(Collectors.toSet());
    }

    /** The files are messages as released. Never change one; a new release adds its own beside them. */
    @ParameterizedTest
    @MethodSource("types")
    void shouldStillReadReleasedMessages(EventType<?> type) throws IOException {
        String prefix = type.schema().replace(".v1.json", "");
        int read = 0;
        try (Stream<Path> files = Files.list(KEPT)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith(prefix + "."))
                    .toList()) {
                JsonNode kept = EventJson.mapper().readTree(file.toFile());
                Object event = new EventCodec<>(type).read(Files.readAllBytes(file));
                JsonNode reread = EventJson.mapper().readTree(EventJson.mapper().writeValueAsBytes(event));
                assertThat(reread.equals(kept))
                        .as("nothing that %s says is lost: %s", file, reread)
                        .isTrue();
                read++;
            }
        }
        assertThat(read).as("kept messages of " + type.name()).isPositive();
    }

    private static <T> byte[] write(EventType<T> type) {
        return new EventCodec<>(type).write(type.payload().cast(Samples.all().get(type)));
    }

    private static JsonSchema strict(EventType<?> type) throws IOException {
        try (InputStream in = EventType.class.getResourceAsStream("/schemas/" + type.schema())) {
            JsonNode schema = EventJson.mapper().readTree(in);
            forbidUndeclared(schema);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(schema);
        }
    }

    private static void forbidUndeclared(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(EventSchemaTest::forbidUndeclared);
    }
}
