package dev.portreach.alert.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A maintenance window as REST shows it.
 *
 * @param openUntil when the window that is open now ends; absent if none is
 * @param next when the next one begins; absent if none does
 */
public record MaintenanceView(
        String id,
        List<String> matchers,
        Instant from,
        Instant until,
        String cron,
        String zone,
        Duration duration,
        String comment,
        Instant openUntil,
        Instant next,
        Instant createdAt,
        Instant updatedAt) {}
