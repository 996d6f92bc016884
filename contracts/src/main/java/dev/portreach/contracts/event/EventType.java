package dev.portreach.contracts.event;

import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.result.Heartbeat;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Transition;
import java.util.List;

/**
 * A kind of event.
 *
 * @param name CloudEvents {@code type}; ends in the version, which changes only with what old readers cannot read
 * @param payload the record that is the event's data
 * @param schema file name of its JSON Schema under {@code /schemas}
 */
public record EventType<T>(String name, Class<T> payload, String schema) {

    public static final EventType<Assignment> ASSIGNMENT =
            new EventType<>("dev.portreach.assignment.v1", Assignment.class, "assignment.v1.json");
    public static final EventType<ResultBatch> RESULTS =
            new EventType<>("dev.portreach.results.v1", ResultBatch.class, "results.v1.json");
    public static final EventType<Heartbeat> HEARTBEAT =
            new EventType<>("dev.portreach.heartbeat.v1", Heartbeat.class, "heartbeat.v1.json");
    public static final EventType<CheckState> CHECK_STATE =
            new EventType<>("dev.portreach.check-state.v1", CheckState.class, "check-state.v1.json");
    public static final EventType<AgentState> AGENT_STATE =
            new EventType<>("dev.portreach.agent-state.v1", AgentState.class, "agent-state.v1.json");
    public static final EventType<Transition> TRANSITION =
            new EventType<>("dev.portreach.transition.v1", Transition.class, "transition.v1.json");
    public static final EventType<Incident> INCIDENT =
            new EventType<>("dev.portreach.incident.v1", Incident.class, "incident.v1.json");

    public static final List<EventType<?>> ALL =
            List.of(ASSIGNMENT, RESULTS, HEARTBEAT, CHECK_STATE, AGENT_STATE, TRANSITION, INCIDENT);
}
