package dev.portreach.probe.assignment;

import dev.portreach.contracts.result.Heartbeat.Problem;
import java.util.List;

/**
 * What an assignment comes to at this agent.
 *
 * @param revision 0 if there is no assignment
 * @param problems entries that are not probed, and why
 */
public record Plan(long revision, List<PlannedCheck> checks, List<Problem> problems) {

    public static final Plan NONE = new Plan(0, List.of(), List.of());

    public Plan {
        checks = List.copyOf(checks);
        problems = List.copyOf(problems);
    }
}
