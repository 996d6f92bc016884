package dev.portreach.alert.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery as REST shows it.
 *
 * @param event {@code opened}, {@code cause-changed} or {@code resolved}
 * @param state {@code pending}, {@code sending}, {@code delivered}, or {@code cancelled} as its channel was deleted
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
