package dev.portreach.alert.correlation;

import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Degradation;
import dev.portreach.contracts.state.Verdict;
import java.util.List;

/** States as the correlator of what works badly takes them: what is degraded fails, and what fails is not known. */
public final class Softened {

    private Softened() {}

    public static CheckState of(CheckState state) {
        Degradation worn = state.degraded();
        boolean isWell = state.verdict() == Verdict.OK && Degradation.isLookedForAt(state.scope());
        return new CheckState(
                state.check(),
                state.scope(),
                worn != null ? Verdict.FAILING : isWell ? Verdict.OK : Verdict.UNKNOWN,
                worn == null ? state.since() : worn.since(),
                null,
                null,
                state.lastSuccess(),
                0,
                state.proof(),
                worn == null ? state.reason() : reason(worn),
                state.runs(),
                List.of(),
                state.observedAt(),
                state.revision(),
                state.version(),
                worn);
    }

    private static String reason(Degradation worn) {
        long percent = Math.round(worn.share() * 100);
        return switch (worn.kind()) {
            case LOSS -> "about %d %% of the probes are lost".formatted(percent);
            case LATENCY -> "about %d %% of the answers take much longer than they used to".formatted(percent);
            case UNRECOGNISED -> "works badly in a way that only a newer version knows";
        };
    }

    /** Whoever is silent or not to be trusted is the other correlator's business; here only names and contacts matter. */
    public static AgentState of(AgentState state) {
        return new AgentState(
                state.key(),
                state.site(),
                state.agent(),
                state.profile(),
                false,
                state.enrolled(),
                state.since(),
                state.lastHeard(),
                state.agentVersion(),
                state.epoch(),
                null,
                state.revision(),
                0,
                state.problems(),
                state.version(),
                state.cutOff());
    }
}
