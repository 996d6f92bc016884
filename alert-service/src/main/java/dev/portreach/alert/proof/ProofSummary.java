package dev.portreach.alert.proof;

import java.time.Instant;
import java.util.UUID;

/**
 * A proof in a list.
 *
 * @param at when the preflight began, by its machine's clock
 * @param receivedAt when it came here
 * @param rows of the pack that were looked at
 * @param rowsOk of these, as their policy demands
 */
public record ProofSummary(
        UUID id,
        String origin,
        Instant at,
        Instant receivedAt,
        String pack,
        int packVersion,
        String tool,
        boolean reachable,
        int rows,
        int rowsOk) {}
