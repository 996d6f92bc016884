package dev.portreach.alert.correlation;

import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.port.PortRange;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Which ports of a failing check fail. */
final class FailingPorts {

    private FailingPorts() {}

    /**
     * All ports of the check, or where it fails in part, those that do. Ports that were not probed belong to a failing
     * range if they lie between failing ones and none that is well lies between: large ranges are sampled.
     */
    static Ports of(CheckState state) {
        Ports all = state.scope().ports();
        Verdict verdict = Standings.fails(state.verdict()) ? state.verdict() : state.suspected();
        if (verdict != Verdict.PARTIAL) {
            return all;
        }
        Ports bad = Ports.NONE;
        Ports well = Ports.NONE;
        for (Run run : state.runs()) {
            Ports ports = common(run.ports(), all);
            if (speaksAgainst(state, run)) {
                bad = bad.plus(ports);
            } else {
                well = well.plus(ports);
            }
        }
        return bad.isEmpty() || well.isEmpty() ? all : common(joined(bad, well), all);
    }

    private static Ports joined(Ports bad, Ports well) {
        List<PortRange> joined = new ArrayList<>();
        for (PortRange next : bad.ranges()) {
            PortRange last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && !well.intersects(between(last, next))) {
                joined.set(joined.size() - 1, new PortRange(last.first(), next.last()));
            } else {
                joined.add(next);
            }
        }
        return Ports.ofRanges(joined);
    }

    private static Ports between(PortRange low, PortRange high) {
        int from = low.last();
        int to = high.first();
        return Ports.ofRanges(List.of(new PortRange(from, to)));
    }

    private static Ports common(Ports one, Ports other) {
        return one.minus(one.minus(other));
    }

    /** Whether these ports are part of what makes the check fail. */
    static boolean speaksAgainst(CheckState state, Run run) {
        if (state.verdict() == Verdict.VIOLATED || state.scope().expectation() == Expectation.BLOCKED) {
            return run.outcome() == Outcome.OPEN;
        }
        boolean permitted = state.scope().expectation() == Expectation.PERMITTED;
        return run.outcome() != Outcome.OPEN && !(permitted && run.outcome() == Outcome.REFUSED);
    }
}
