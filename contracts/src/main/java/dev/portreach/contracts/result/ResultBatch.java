package dev.portreach.contracts.result;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Objects;

/**
 * What one agent saw, in the order of its probes.
 *
 * @param agent id of the agent
 * @param site vantage
 * @param epoch UUIDv7 (RFC 9562), new at every start of the agent
 * @param seq number of the batch within the epoch, from 1, without gaps
 * @param revision of the assignment by which the probes were made
 */
@JsonDeserialize(using = ResultBatchReader.class)
public record ResultBatch(
        String agent, String site, String epoch, long seq, long revision, List<Observation> observations) {

    public ResultBatch {
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(site, "site");
        Objects.requireNonNull(epoch, "epoch");
        observations = observations == null ? List.of() : List.copyOf(observations);
    }
}
