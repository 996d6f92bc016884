package dev.portreach.alert.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.incident.Incident;

/**
 * The event with the whole incident.
 *
 * @param title only where there is no incident
 * @param text only where there is no incident
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JsonPayload(
        Notice event, String idempotencyKey, Severity severity, Incident incident, String title, String text) {

    public static JsonPayload of(Message message) {
        boolean other = message.incident() == null;
        return new JsonPayload(
                message.notice(),
                message.key(),
                message.severity(),
                message.incident(),
                other ? message.title() : null,
                other ? message.text() : null);
    }
}
