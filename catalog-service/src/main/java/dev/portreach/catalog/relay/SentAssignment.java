package dev.portreach.catalog.relay;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.catalog.assignment.NotProbed;
import dev.portreach.catalog.assignment.StretchedInterval;
import dev.portreach.contracts.assignment.Assignment;
import java.time.Instant;
import java.util.List;

/**
 * What was last sent to a site.
 *
 * @param delivered whether Kafka has acknowledged this revision
 * @param deliveredAt when it had; absent if it has not
 * @param changesPending whether edits wait that this revision may not have
 * @param assignment the whole of it
 * @param stretched intervals that are longer than their policies say, as the catalog stands now, since an endpoint would
 *     get more connections than {@code portreach.probing.max-connections-per-second}
 * @param notProbed rows that the site needs, as the catalog stands now, and nobody probes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SentAssignment(
        String site,
        long revision,
        Instant issuedAt,
        boolean delivered,
        Instant deliveredAt,
        boolean changesPending,
        Assignment assignment,
        List<StretchedInterval> stretched,
        List<NotProbed> notProbed) {}
