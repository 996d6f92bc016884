package dev.portreach.alert.delivery;

import java.util.UUID;

/**
 * A row claimed for one attempt.
 *
 * @param attempts including the one at hand
 */
record DueDelivery(UUID id, String event, String idempotencyKey, String payload, int attempts) {}
