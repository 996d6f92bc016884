package dev.portreach.lab.simulation;

import dev.portreach.alert.correlation.Correlator;
import dev.portreach.alert.correlation.IncidentSink;
import dev.portreach.alert.correlation.Softened;
import dev.portreach.alert.detection.AgentEntry;
import dev.portreach.alert.detection.AgentMark;
import dev.portreach.alert.detection.CheckEntry;
import dev.portreach.alert.detection.DetectionSink;
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Transition;
import dev.portreach.contracts.state.Verdict;
import dev.portreach.lab.simulation.Topology.View;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What stage 1 says of all checks: handed to the correlators as the stream does, and kept for the scorer and for the baselines. */
final class Picture implements DetectionSink {

    private static final int SUSPECT = 2;

    private final Correlator correlator;
    /** The one for what works badly; null until there is any. */
    private Correlator soft;

    private final Instant start;
    private final Consumer<CheckState> witness;
    private final IncidentSink incidents;
    private final boolean weighed;
    private final Map<String, CheckState> states = new HashMap<>();
    private final Map<String, AgentState> agents = new HashMap<>();
    private final Set<String> doubtful = new HashSet<>();

    /**
     * @param weighed whether how well something works is looked at, too; only where every probe is made
     * @param witness sees every state that is published
     */
    Picture(IncidentSink incidents, Instant start, boolean weighed, Consumer<CheckState> witness) {
        this.correlator = new Correlator(incidents);
        this.incidents = incidents;
        this.start = start;
        this.weighed = weighed;
        this.witness = witness;
    }

    /** A round of the correlators. */
    void round(Instant now) {
        correlator.round(now);
        if (soft != null) {
            soft.round(now);
        }
    }

    @Override
    public void publish(CheckState state) {
        states.put(state.check(), state);
        boolean suspect = state.suspected() != null && fails(state.suspected()) && state.streak() >= SUSPECT;
        if (fails(state.verdict()) || suspect) {
            doubtful.add(state.check());
        } else {
            doubtful.remove(state.check());
        }
        witness.accept(state);
        correlator.take(state);
        if (soft != null) {
            soft.take(Softened.of(state));
        } else if (weighed && state.degraded() != null) {
            soft = new Correlator(incidents);
            states.values().forEach(each -> soft.take(Softened.of(each)));
            agents.values().forEach(each -> soft.take(Softened.of(each), start));
        }
    }

    @Override
    public void publish(AgentState state) {
        agents.put(state.key(), state);
        correlator.take(state, start);
        if (soft != null) {
            soft.take(Softened.of(state), start);
        }
    }

    /** Whether no check fails, is suspected to on more than one observation, or has been degraded. */
    boolean isQuiet() {
        return doubtful.isEmpty() && soft == null;
    }

    /** Views of checks that stage 1 knows of. */
    BitSet known(Topology topology) {
        BitSet known = new BitSet();
        for (View view : topology.views()) {
            CheckState state = states.get(view.check().id());
            known.set(view.index(), state != null && state.verdict() != Verdict.UNKNOWN);
        }
        return known;
    }

    /** Views by which checks are known to fail. */
    BitSet failing(Topology topology) {
        BitSet failing = new BitSet();
        for (View view : topology.views()) {
            CheckState state = states.get(view.check().id());
            failing.set(
                    view.index(),
                    state != null
                            && fails(state.verdict())
                            && (state.agents().isEmpty() || state.agents().contains(view.agent())));
        }
        return failing;
    }

    private static boolean fails(Verdict verdict) {
        return verdict == Verdict.FAILING || verdict == Verdict.PARTIAL || verdict == Verdict.VIOLATED;
    }

    @Override
    public void publish(Transition transition) {}

    @Override
    public void retractCheck(String check) {
        throw new IllegalStateException("no check comes or goes here: " + check);
    }

    @Override
    public void retractAgent(String key) {
        throw new IllegalStateException("no agent comes or goes here: " + key);
    }

    @Override
    public void save(CheckEntry entry) {}

    @Override
    public void deleteCheck(String check) {}

    @Override
    public void save(AgentEntry entry) {}

    @Override
    public void save(AgentMark mark) {}

    @Override
    public void deleteAgent(String agent) {}

    @Override
    public void skipped(String reason) {}
}
