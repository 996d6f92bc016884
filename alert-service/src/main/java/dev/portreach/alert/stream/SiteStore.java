package dev.portreach.alert.stream;

import dev.portreach.alert.detection.AgentEntry;
import dev.portreach.alert.detection.AgentMark;
import dev.portreach.alert.detection.CheckEntry;
import dev.portreach.alert.detection.DetectionSink;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Transition;
import org.apache.kafka.streams.state.KeyValueStore;

/** What stage 1 finds for one site goes to the store and the sinks, in the one transaction of the task. */
final class SiteStore implements DetectionSink {

    private static final EventCodec<CheckState> CHECK_STATE = new EventCodec<>(EventType.CHECK_STATE);
    private static final EventCodec<Transition> TRANSITION = new EventCodec<>(EventType.TRANSITION);
    private static final EventCodec<AgentState> AGENT_STATE = new EventCodec<>(EventType.AGENT_STATE);

    private final String site;
    private final KeyValueStore<String, byte[]> store;
    private final Outlet outlet;
    private final StreamMetrics metrics;

    SiteStore(String site, KeyValueStore<String, byte[]> store, Outlet outlet, StreamMetrics metrics) {
        this.site = site;
        this.store = store;
        this.outlet = outlet;
        this.metrics = metrics;
    }

    @Override
    public void publish(CheckState state) {
        String id = state.check() + "@" + state.version();
        outlet.send(DetectionTopology.CHECK_STATE_SINK, CHECK_STATE, state.check(), id, state);
    }

    @Override
    public void publish(Transition transition) {
        String id = transition.check() + "@" + transition.version();
        outlet.send(DetectionTopology.TRANSITION_SINK, TRANSITION, transition.check(), id, transition);
    }

    @Override
    public void publish(AgentState state) {
        String id = state.key() + "@" + state.version();
        outlet.send(DetectionTopology.AGENT_STATE_SINK, AGENT_STATE, state.key(), id, state);
    }

    @Override
    public void retractCheck(String check) {
        outlet.retract(DetectionTopology.CHECK_STATE_SINK, check);
    }

    @Override
    public void retractAgent(String key) {
        outlet.retract(DetectionTopology.AGENT_STATE_SINK, key);
    }

    @Override
    public void save(CheckEntry entry) {
        store.put(Keys.check(site, entry.check()), CheckEntries.write(entry));
    }

    @Override
    public void deleteCheck(String check) {
        store.delete(Keys.check(site, check));
    }

    @Override
    public void save(AgentEntry entry) {
        store.put(Keys.agent(site, entry.agent()), Json.write(entry));
    }

    @Override
    public void save(AgentMark mark) {
        store.put(Keys.mark(site, mark.agent()), Marks.write(mark));
    }

    @Override
    public void deleteAgent(String agent) {
        store.delete(Keys.agent(site, agent));
        store.delete(Keys.mark(site, agent));
    }

    @Override
    public void skipped(String reason) {
        metrics.skipped(reason);
    }
}
