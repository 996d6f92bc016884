package dev.portreach.catalog.apply;

import java.util.List;

/**
 * What changes, or would.
 *
 * @param dryRun whether nothing was changed
 * @param plan names exactly this plan on this catalog: sent as {@code If-Match}, something else is refused
 * @param created how many items
 * @param changed how many items
 * @param deleted how many items
 * @param unchanged how many items are as the files say
 * @param changes one by one, in the order in which they are made
 */
public record ApplyReport(
        boolean dryRun,
        String plan,
        long created,
        long changed,
        long deleted,
        long unchanged,
        List<PlannedChange> changes) {}
