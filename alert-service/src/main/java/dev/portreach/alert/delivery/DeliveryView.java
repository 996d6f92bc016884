package dev.portreach.alert.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery as REST shows it.
 *
 * @param event opened, cause-changed or resolved
 * @param state one of: pending, sending, delivered; or cancelled, as its channel was deleted
 * @param lastStatus HTTP status of the last answer, if there was one
 * @param lastError why the last attempt failed
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
        Instant createdAt,
        Instant nextAttemptAt,
        Instant deliveredAt) {}
