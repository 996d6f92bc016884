package dev.portreach.catalog.relay;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.assignment.Assignment;
import java.time.Instant;

/**
 * What was last sent to a site.
 *
 * @param delivered whether Kafka has acknowledged this revision
 * @param deliveredAt when it had; absent if it has not
 * @param changesPending whether edits wait that this revision may not have
 * @param assignment the whole of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SentAssignment(
        String site,
        long revision,
        Instant issuedAt,
        boolean delivered,
        Instant deliveredAt,
        boolean changesPending,
        Assignment assignment) {}
