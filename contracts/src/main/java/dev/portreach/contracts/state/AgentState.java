package dev.portreach.contracts.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.result.Heartbeat.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Whether an agent is heard. Published at every change.
 *
 * @param key {@code site/agent}
 * @param lastHeard arrival of its last heartbeat; null if never heard
 * @param enrolled whether the site's assignment lists it
 * @param untrusted batches or heartbeats in its name that did not verify, since it was last {@code trusted}
 * @param otherEpoch a second live process under the same id, if there is one
 * @param problems entries of its assignment that it does not probe or listen at, and why; the first 100
 * @param version grows with every publication for this agent, across restarts
 * @param cutOff the last time that it ran and was not heard; null if there was none, or if it may have been off
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentState(
        String key,
        String site,
        String agent,
        SiteProfile profile,
        boolean silent,
        boolean enrolled,
        Instant since,
        Instant lastHeard,
        String agentVersion,
        String epoch,
        String otherEpoch,
        long revision,
        long untrusted,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Problem> problems,
        long version,
        CutOff cutOff) {

    public AgentState {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(site, "site");
        problems = problems == null ? List.of() : List.copyOf(problems);
    }

    public static String key(String site, String agent) {
        return site + "/" + agent;
    }
}
