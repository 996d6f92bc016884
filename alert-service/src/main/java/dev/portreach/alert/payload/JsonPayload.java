package dev.portreach.alert.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentSeverity;

/**
 * The event with the whole incident.
 *
 * @param title only where there is no incident
 * @param text where there is no incident, or somebody looks after it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JsonPayload(
        Notice event, String idempotencyKey, IncidentSeverity severity, Incident incident, String title, String text) {

    public static JsonPayload of(Message message) {
        boolean other = message.incident() == null;
        boolean says = other || message.notice() == Notice.ACKNOWLEDGED;
        return new JsonPayload(
                message.notice(),
                message.key(),
                message.severity(),
                message.incident(),
                other ? message.title() : null,
                says ? message.text() : null);
    }
}
