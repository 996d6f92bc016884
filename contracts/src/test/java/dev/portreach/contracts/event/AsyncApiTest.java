package dev.portreach.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document names exactly the topics and messages that the code uses. */
class AsyncApiTest {

    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);

    @Test
    void shouldNameEveryTopic() throws IOException {
        List<String> expected = new ArrayList<>(topics.all(1).stream()
                .map(TopicSpec::name)
                .filter(name -> !name.endsWith(".dlq"))
                .toList());
        expected.add(topics.agent("{site}"));
        expected.add("{source}.dlq");
        assertThat(document().get("channels").findValuesAsText("address"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void shouldNameEveryMessageWithItsSchema() throws IOException {
        JsonNode messages = document().at("/components/messages");
        assertThat(messages.findValuesAsText("name"))
                .containsExactlyInAnyOrderElementsOf(
                        EventType.ALL.stream().map(EventType::name).toList());
        for (JsonNode message : messages) {
            String schema = message.at("/payload/$ref").asText();
            assertThat(EventType.class.getResource("/" + schema)).as(schema).isNotNull();
        }
    }

    private static JsonNode document() throws IOException {
        try (InputStream in = EventType.class.getResourceAsStream("/asyncapi.yaml")) {
            return new YAMLMapper().readTree(in);
        }
    }
}
