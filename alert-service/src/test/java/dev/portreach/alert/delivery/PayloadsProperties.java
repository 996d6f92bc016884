package dev.portreach.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.portreach.alert.channel.ChannelType;
import dev.portreach.alert.payload.HostileIncidents;
import dev.portreach.alert.payload.Message;
import dev.portreach.alert.payload.Notice;
import dev.portreach.alert.template.SecretMarks;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.incident.Incident;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever an incident holds, each receiver's payload is valid by its schema (written from the receiver's documentation,
 * limits included), short enough, and calls nobody.
 */
class PayloadsProperties {

    private static final Map<ChannelType, JsonSchema> SCHEMAS = schemas();
    private static final Map<ChannelType, Integer> LARGEST_BYTES =
            Map.of(ChannelType.TEAMS, 28_000, ChannelType.PAGERDUTY, 512_000, ChannelType.MATTERMOST, 65_000);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Provide
    Arbitrary<Incident> incidents() {
        return HostileIncidents.all();
    }

    @Property(tries = 40)
    void shouldBeTakenByEachReceiver(@ForAll("incidents") Incident incident) {
        for (ChannelType type : SCHEMAS.keySet()) {
            for (Notice notice : List.of(Notice.OPENED, Notice.RESOLVED)) {
                check(type, Message.of(notice, "inc-1:" + notice, incident));
            }
            check(type, Message.digest("digest:1", List.of(incident, incident, incident), NOW));
        }
    }

    @Example
    void shouldBeTakenByEachReceiverWhereItIsAboutNoIncident() {
        for (ChannelType type : SCHEMAS.keySet()) {
            check(type, Message.test("chat", "test:1", NOW));
            check(type, Message.channelDead("k", "chat", NOW, NOW.plusSeconds(400), "HTTP status 500", 3));
            check(type, Message.channelRecovered("k", "chat", NOW, NOW.plusSeconds(400)));
        }
    }

    private static void check(ChannelType type, Message message) {
        String payload = Payloads.render(
                new Payloads.Shape(type, "chat", null, List.of("routing_key"), "https://portreach.example"), message);
        String sent = SecretMarks.resolve(payload, Map.of("routing_key", "R0UT1NG"));
        assertThat(SCHEMAS.get(type).validate(json(sent)))
                .as("%s of %s: %s", type, message.notice(), sent.substring(0, Math.min(2_000, sent.length())))
                .isEmpty();
        if (LARGEST_BYTES.containsKey(type)) {
            assertThat(sent.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(LARGEST_BYTES.get(type));
        }
        if (type == ChannelType.SLACK) {
            // The schema says so of the blocks; a header is plain text, in which nothing is a mention.
            assertThat(json(sent).at("/text").asText()).doesNotContain("<", ">");
        }
        if (type == ChannelType.MATTERMOST) {
            assertThat(sent).doesNotContainPattern("(?<![A-Za-z0-9])@everyone").doesNotContain("](http");
        }
        if (type != ChannelType.JSON) {
            assertThat(sent.split("R0UT1NG", -1)).hasSize(type == ChannelType.PAGERDUTY ? 2 : 1);
        }
    }

    private static JsonNode json(String text) {
        try {
            return EventJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private static Map<ChannelType, JsonSchema> schemas() {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        Map<ChannelType, JsonSchema> schemas = new EnumMap<>(ChannelType.class);
        for (ChannelType type : ChannelType.values()) {
            if (type != ChannelType.TEMPLATE) {
                String path = "/payloads/%s.schema.json".formatted(type);
                try (InputStream in = PayloadsProperties.class.getResourceAsStream(path)) {
                    schemas.put(type, factory.getSchema(in));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return schemas;
    }
}
