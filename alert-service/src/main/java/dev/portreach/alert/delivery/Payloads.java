package dev.portreach.alert.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.portreach.alert.channel.ChannelType;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.incident.Incident;

/** The body of a webhook request, in the shape that its receiver understands. */
final class Payloads {

    /** What machines get. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record JsonNotice(Notice event, String idempotencyKey, Incident incident) {}

    private Payloads() {}

    /** @param incident null for {@link Notice#TEST} */
    static String render(ChannelType type, Notice notice, String key, Incident incident) {
        return switch (type) {
            case SLACK -> write(incident == null ? SlackMessage.test() : SlackMessage.of(notice, incident));
            case JSON -> write(new JsonNotice(notice, key, incident));
        };
    }

    private static String write(Object message) {
        try {
            return EventJson.mapper().writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message of ours cannot be written as JSON", e);
        }
    }
}
