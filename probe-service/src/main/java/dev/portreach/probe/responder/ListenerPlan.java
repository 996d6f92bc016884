package dev.portreach.probe.responder;

import dev.portreach.contracts.result.Heartbeat.Problem;
import java.util.List;

/**
 * Where an assignment lets this agent listen.
 *
 * @param problems entries that are not listened at, and why
 */
public record ListenerPlan(List<PlannedListener> listeners, List<Problem> problems) {

    public static final ListenerPlan NONE = new ListenerPlan(List.of(), List.of());

    public ListenerPlan {
        listeners = List.copyOf(listeners);
        problems = List.copyOf(problems);
    }
}
