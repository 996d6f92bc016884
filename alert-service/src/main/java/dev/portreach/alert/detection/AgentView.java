package dev.portreach.alert.detection;

import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import java.util.List;

/**
 * A check as one agent sees it.
 *
 * @param lastAt start of the newest observation taken, milliseconds since the epoch
 * @param lastOkAt start of the newest observation that was as the policy demands; 0 if none is known
 * @param runs its view of the ports
 * @param proof of its verdict
 * @param reason one line for people
 */
public record AgentView(PortStreaks streaks, long lastAt, long lastOkAt, List<Run> runs, Proof proof, String reason) {

    public AgentView {
        runs = runs == null ? List.of() : List.copyOf(runs);
    }

    AgentView withoutLastOk() {
        return new AgentView(streaks, lastAt, 0, runs, proof, reason);
    }
}
