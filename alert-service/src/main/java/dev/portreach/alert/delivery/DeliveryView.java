package dev.portreach.alert.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery as REST shows it.
 *
 * @param incident id of what it is about: an incident, a channel ({@code channel:<id>}) or a digest
 * @param state one of: pending, sending, delivered; cancelled, as its channel was deleted; digested, as it went with others
 * @param lastStatus HTTP status of the last answer, if there was one
 * @param lastError why the last attempt failed
 * @param digest the delivery that it went with
 */
public record DeliveryView(
        UUID id,
        String incident,
        long incidentVersion,
        String event,
        String channel,
        String idempotencyKey,
        String state,
        int attempts,
        Integer lastStatus,
        String lastError,
        UUID digest,
        Instant createdAt,
        Instant nextAttemptAt,
        Instant deliveredAt) {}
