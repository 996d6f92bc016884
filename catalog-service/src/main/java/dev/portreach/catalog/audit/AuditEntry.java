package dev.portreach.catalog.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.catalog.plan.FieldChange;
import java.time.Instant;
import java.util.List;

/**
 * One change.
 *
 * @param id grows with time
 * @param reason why; absent if not given
 * @param action create, replace, delete, enrol, stop or start
 * @param kind of thing: component, policy, pack, site, endpoint or agent
 * @param subject its id; of an agent {@code site/agent}
 * @param before absent if it was not there
 * @param after absent if it is gone
 * @param changed which fields differ
 */
public record AuditEntry(
        long id,
        Instant at,
        String who,
        String reason,
        String action,
        String kind,
        String subject,
        JsonNode before,
        JsonNode after,
        List<FieldChange> changed) {}
