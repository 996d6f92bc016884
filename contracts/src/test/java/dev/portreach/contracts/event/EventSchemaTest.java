package dev.portreach.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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
