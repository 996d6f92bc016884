package dev.portreach.alert.detection;

import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a detector publishes and saves. */
final class Recorded implements DetectionSink {

    final List<CheckState> states = new ArrayList<>();
    final List<Transition> transitions = new ArrayList<>();
    final Map<String, CheckEntry> checks = new HashMap<>();
    final Map<String, AgentEntry> agents = new HashMap<>();
    final List<String> skipped = new ArrayList<>();

    /** The last published state; null if there is none. */
    CheckState of(String check) {
        return states.stream()
                .filter(state -> state.check().equals(check))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    @Override
    public void publish(CheckState state) {
        states.add(state);
    }

    @Override
    public void publish(Transition transition) {
        transitions.add(transition);
    }

    @Override
    public void publish(AgentState state) {}

    @Override
    public void retractCheck(String check) {
        states.removeIf(state -> state.check().equals(check));
    }

    @Override
    public void retractAgent(String key) {}

    @Override
    public void save(CheckEntry entry) {
        checks.put(entry.check(), entry);
    }

    @Override
    public void deleteCheck(String check) {
        checks.remove(check);
    }

    @Override
    public void save(AgentEntry entry) {
        agents.put(entry.agent(), entry);
    }

    @Override
    public void save(AgentMark mark) {
        agents.computeIfPresent(mark.agent(), (agent, entry) -> entry.marked(mark));
    }

    @Override
    public void deleteAgent(String agent) {
        agents.remove(agent);
    }

    @Override
    public void skipped(String reason) {
        skipped.add(reason);
    }
}
