package dev.portreach.catalog.relay;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.assignment.Assignment;
import java.time.Instant;

/**
 * A revision of a site's assignment, by which results that name it were judged.
 *
 * @param until when the next one was made; absent while it is the newest
 * @param deliveredAt when Kafka had it; absent if it has not
 * @param checks how many
 * @param assignment the whole of it, where one revision is asked for; absent where the site was gone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PastAssignment(
        String site,
        long revision,
        Instant issuedAt,
        Instant until,
        Instant deliveredAt,
        int checks,
        Assignment assignment) {}
