package dev.portreach.catalog.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.catalog.plan.FieldChange;
import java.time.Instant;
import java.util.List;

/**
 * An item as it was from some time on.
 *
 * @param number from 1, over all that ever had the id
 * @param at from when
 * @param who made it so
 * @param reason why; absent if not given
 * @param action create, replace or delete
 * @param item absent where it was deleted
 * @param changed what differs from the version before
 */
public record Version(
        int number, Instant at, String who, String reason, String action, JsonNode item, List<FieldChange> changed) {}
