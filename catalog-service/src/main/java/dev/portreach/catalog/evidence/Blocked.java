package dev.portreach.catalog.evidence;

import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.port.PortRange;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a check a firewall may be blocking. */
final class Blocked {

    private static final int MAX_SEEN = 300;

    /** The connection itself did not come about: what a firewall can do. */
    private static final Set<Outcome> NO_CONNECTION =
            EnumSet.of(Outcome.TIMEOUT, Outcome.UNREACHABLE, Outcome.PROHIBITED, Outcome.REFUSED);

    /** The port lets in, and something behind it is wrong; or the agent's own side is. No rule will mend it. */
    private static final Set<Outcome> NOT_THE_PATH = EnumSet.complementOf(EnumSet.of(
            Outcome.TIMEOUT,
            Outcome.UNREACHABLE,
            Outcome.PROHIBITED,
            Outcome.REFUSED,
            Outcome.OPEN,
            Outcome.OPEN_OR_FILTERED,
            Outcome.UNRECOGNISED));

    private Blocked() {}

    /** Empty where the check does not fail, or not for want of a connection. */
    static Optional<FailingCheck> of(CheckState state) {
        if (state.verdict() != Verdict.FAILING && state.verdict() != Verdict.PARTIAL) {
            return Optional.empty();
        }
        List<Run> bad =
                state.runs().stream().filter(run -> isBlocked(run, state)).toList();
        if (!bad.isEmpty()) {
            Ports blocked = ports(bad);
            Ports passed = ports(
                    state.runs().stream().filter(run -> !bad.contains(run)).toList());
            return Optional.of(
                    failing(state, spread(blocked, passed, state.scope().ports()), said(bad)));
        }
        boolean isElsewhere = state.runs().stream().anyMatch(run -> NOT_THE_PATH.contains(run.outcome()));
        // The latest view may be of another of the site's agents, which is let pass.
        return isElsewhere
                ? Optional.empty()
                : Optional.of(failing(state, state.scope().ports(), clipped(state.reason())));
    }

    private static Ports ports(List<Run> runs) {
        return Ports.ofRanges(
                runs.stream().flatMap(run -> run.ports().ranges().stream()).toList());
    }

    /**
     * Large ranges are probed here and there, and what was seen of a port may be of before. Of each range of the row, all
     * between the lowest and the highest blocked port counts as blocked, and on both sides up to what is known to pass.
     */
    private static Ports spread(Ports blocked, Ports passed, Ports row) {
        List<PortRange> spread = new ArrayList<>();
        for (PortRange range : row.ranges()) {
            Ports whole = new Ports(List.of(range));
            Ports hit = whole.minus(whole.minus(blocked));
            if (!hit.isEmpty()) {
                int lowest = hit.ranges().get(0).first();
                int highest = hit.ranges().get(hit.ranges().size() - 1).last();
                int below = passed.stream()
                        .filter(port -> port < lowest && range.contains(port))
                        .max()
                        .orElse(range.first() - 1);
                int above = passed.stream()
                        .filter(port -> port > highest && range.contains(port))
                        .min()
                        .orElse(range.last() + 1);
                spread.add(new PortRange(below + 1, above - 1));
            }
        }
        return Ports.ofRanges(spread);
    }

    private static boolean isBlocked(Run run, CheckState state) {
        boolean isNobodyThere =
                run.outcome() == Outcome.REFUSED && state.scope().expectation() == Expectation.PERMITTED;
        return NO_CONNECTION.contains(run.outcome()) && !isNobodyThere;
    }

    private static FailingCheck failing(CheckState state, Ports ports, String seen) {
        return new FailingCheck(state.check(), ports, seen, state.since());
    }

    private static String said(List<Run> runs) {
        return clipped(runs.stream().map(Run::toString).collect(Collectors.joining(", ")));
    }

    private static String clipped(String text) {
        String given = text == null ? "" : text;
        return given.length() > MAX_SEEN ? given.substring(0, MAX_SEEN) + "…" : given;
    }
}
