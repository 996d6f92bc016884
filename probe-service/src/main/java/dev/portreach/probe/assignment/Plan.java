package dev.portreach.probe.assignment;

import dev.portreach.contracts.assignment.Recheck;
import dev.portreach.contracts.result.Heartbeat.Problem;
import java.util.List;

/**
 * What an assignment comes to at this agent.
 *
 * @param revision 0 if there is no assignment
 * @param problems entries that are not probed, and why; {@code *} for all of them
 * @param rechecks what is to be probed once, when the plan comes into force
 */
public record Plan(long revision, List<PlannedCheck> checks, List<Problem> problems, List<Recheck> rechecks) {

    public static final Plan NONE = new Plan(0, List.of(), List.of(), List.of());

    /** Stands for every check in a problem. */
    private static final String ALL = "*";

    /** Nothing to be probed, for a reason that heartbeats report. */
    public static Plan stopped(long revision, String reason) {
        return new Plan(revision, List.of(), List.of(new Problem(ALL, "stopped: " + reason)), List.of());
    }

    /** Whether a kill switch holds. */
    public boolean isStopped() {
        return problems.stream().anyMatch(problem -> problem.check().equals(ALL));
    }

    public Plan {
        checks = List.copyOf(checks);
        problems = List.copyOf(problems);
        rechecks = List.copyOf(rechecks);
    }

    /** The same once its requests are carried out. */
    public Plan settled() {
        return new Plan(revision, checks, problems, List.of());
    }
}
