package dev.portreach.catalog.recheck;

import java.time.Instant;

/**
 * A request that agents may still carry out.
 *
 * @param site whose agents probe
 * @param check id of the check
 * @param by who wants it
 * @param requestedAt when
 * @param openUntil from when on agents that have not seen it leave it
 */
public record OpenRecheck(String site, String check, String by, Instant requestedAt, Instant openUntil) {}
