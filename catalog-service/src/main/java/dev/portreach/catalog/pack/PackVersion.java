package dev.portreach.catalog.pack;

import java.time.Instant;

/**
 * A version of a pack that was published.
 *
 * @param publishedBy the user who brought it; unknown for those of before this was kept
 */
public record PackVersion(int version, String publishedBy, Instant publishedAt) {}
