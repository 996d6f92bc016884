package dev.portreach.alert.detection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.state.AgentState;
import java.time.Instant;

/**
 * What is kept of an agent across restarts. What its batches change goes on in {@link AgentMark}.
 *
 * @param format version of this record's shape
 * @param seen batches taken
 * @param watermark start of its newest observation taken, milliseconds since the epoch
 * @param intervalMillis between its heartbeats, 0 if none was heard
 * @param lastUntrusted when something in its name last did not verify
 * @param published last published state
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentEntry(
        int format,
        SeenBatches seen,
        long watermark,
        long intervalMillis,
        Instant lastUntrusted,
        AgentState published) {

    public static final int FORMAT = 1;

    public String agent() {
        return published.agent();
    }

    /** The same as of the newest mark, which is written more often. */
    public AgentEntry marked(AgentMark mark) {
        return new AgentEntry(format, mark.seen(), mark.watermark(), mark.intervalMillis(), lastUntrusted, published);
    }
}
