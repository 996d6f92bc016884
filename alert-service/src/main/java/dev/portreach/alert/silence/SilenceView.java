package dev.portreach.alert.silence;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A silence as REST shows it.
 *
 * @param state {@code pending}, {@code active} or {@code expired}
 * @param matchers all must hold
 */
public record SilenceView(
        UUID id,
        String state,
        List<String> matchers,
        Instant from,
        Instant until,
        String author,
        String comment,
        Instant createdAt,
        Instant updatedAt) {}
