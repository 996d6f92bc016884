package dev.portreach.alert.detection;

import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Transition;

/** Where stage 1 keeps and publishes what it finds. All calls of one input take effect together or not at all. */
public interface DetectionSink {

    void publish(CheckState state);

    void publish(Transition transition);

    void publish(AgentState state);

    /** The check is no longer assigned. */
    void retractCheck(String check);

    /** The agent is no longer enrolled. */
    void retractAgent(String key);

    void save(CheckEntry entry);

    void deleteCheck(String check);

    void save(AgentEntry entry);

    /** Comes with every batch: to be cheap. */
    void save(AgentMark mark);

    /** Its mark goes too. */
    void deleteAgent(String agent);

    /** Counts what was skipped, by one word such as {@code unknown-check}. */
    void skipped(String reason);
}
