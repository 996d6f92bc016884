package dev.portreach.alert.detection;

import dev.portreach.alert.judge.Judge;
import dev.portreach.alert.judge.Judgement;
import dev.portreach.contracts.assignment.ProbePace;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Degradation;
import dev.portreach.contracts.state.DegradationKind;
import dev.portreach.contracts.state.Transition;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One check as all agents of its site see it. Steady results change nothing, so that they cost neither write nor record. */
final class CheckTracker {

    /** Of the check that shows an answer: one observation may be missing, two may not. */
    private static final long LATELY_INTERVALS = 2;

    private CheckDefinition definition;
    private final Map<String, Look> looks = new HashMap<>(2); // by agent, of which most sites have one or two
    private Ports failing = Ports.NONE;
    private CheckState published;
    private boolean stopTold = true;
    private Wear wear = Wear.NONE;
    private Degradation degraded;

    CheckTracker(CheckDefinition definition) {
        this.definition = definition;
    }

    /** @param next where its trials go; {@link Wear#NONE} if it has none */
    void wear(Wear next) {
        wear = next;
        if (degraded != null && next != Wear.NONE) {
            next.restore(degraded);
        }
    }

    /** @return whether what this observation adds has turned a pool */
    boolean weighs(String agent, Observation observation) {
        if (wear == Wear.NONE) {
            return false;
        }
        Sampler sampler = looks.get(agent).sampler();
        if (published == null || published.verdict() != Verdict.OK) {
            sampler.forgetMiss();
            return false;
        }
        return wear.take(sampler, observation, definition.scope().intervalMillis());
    }

    /** @return whether it is degraded now and was not, or the other way round, or in another way */
    boolean degrades() {
        Degradation next = wear.degradation();
        if (kind(next) == kind(degraded)) {
            return false;
        }
        degraded = next;
        return true;
    }

    private static DegradationKind kind(Degradation degradation) {
        return degradation == null ? null : degradation.kind();
    }

    static CheckTracker restored(CheckDefinition definition, CheckEntry entry) {
        CheckTracker tracker = new CheckTracker(definition);
        boolean wasWell = entry.published() != null && entry.published().verdict() == Verdict.OK;
        // While a check is well its views are not saved: the time in the store is too old.
        entry.views()
                .forEach((agent, view) -> tracker.looks.put(agent, new Look(wasWell ? view.withoutLastOk() : view)));
        tracker.failing = entry.failing() == null ? Ports.NONE : entry.failing();
        tracker.published = entry.published();
        tracker.degraded = entry.published() == null ? null : entry.published().degraded();
        return tracker;
    }

    CheckDefinition definition() {
        return definition;
    }

    /** Start of the newest observation taken from this agent, 0 if none. */
    long lastAt(String agent) {
        Look look = looks.get(agent);
        return look == null ? 0 : look.lastAt();
    }

    /** Takes a new definition; evidence stays only if it still says the same. */
    void redefine(CheckDefinition next) {
        if (!next.identity().equals(definition.identity())) {
            looks.clear();
            degraded = null;
        }
        if (!Objects.equals(next.stopped(), definition.stopped())) {
            looks.clear(); // what was seen before a stop says nothing of the time after it
            stopTold = false;
        }
        definition = next;
    }

    void forget(String agent) {
        looks.remove(agent);
    }

    /** Whether what the observation says depends on the host being there, which other checks of the host show. */
    boolean asksForHost(Observation observation) {
        return definition.policy().expectation() == Expectation.BLOCKED
                && observation.runs().stream().anyMatch(run -> run.outcome() == Outcome.TIMEOUT);
    }

    /**
     * Whether the host answered at a port of this check when the agent last looked. Ranges that are sampled do not tell: what
     * they say of a port may be of long ago.
     *
     * @param at now, milliseconds since the epoch
     * @param notBefore what was seen before counts as of then: the start of this task, after which its time is not known
     */
    boolean showsAnswer(String agent, long at, long notBefore) {
        Look look = looks.get(agent);
        AgentView view = look == null ? null : look.view();
        CheckScope scope = definition.scope();
        return view != null
                && !ProbePace.isSampled(scope.protocol(), definition.ports().size())
                && at - Math.max(view.lastAt(), notBefore)
                        <= LATELY_INTERVALS * scope.intervalMillis() + scope.deadlineMillis()
                && view.runs().stream().anyMatch(run -> Judge.isAnswer(run.outcome()));
    }

    /**
     * Takes one observation that is newer than the newest.
     *
     * @param hostAnswers whether another check of this host has an answer, as this agent sees it; see {@link #asksForHost}
     * @return start of what became settled by it (0 if nothing did), or -1 if nothing changed at all
     */
    long observe(String agent, Observation observation, boolean hostAnswers) {
        Look look = looks.get(agent);
        if (look != null && look.repeats(observation)) {
            return -1;
        }
        AgentView before = look == null ? null : look.view();
        Judgement judgement = Judge.judge(observation, definition.policy(), definition.ports(), hostAnswers);
        PortStreaks streaks = before == null ? PortStreaks.fresh(definition.ports()) : before.streaks();
        Ports spokenOf = observation.runs().stream().map(Run::ports).reduce(Ports.NONE, Ports::plus);
        PortStreaks.Step step = streaks.knowing(spokenOf)
                .with(signals(observation, judgement), confirmed(observation), observation.at());
        boolean agrees = before == null
                || judgement.verdict()
                        == Judge.verdict(
                                definition.policy(),
                                step.streaks().settled(Signal.OK),
                                step.streaks().settled(Signal.BAD));
        Proof proof = agrees ? judgement.proof() : before.proof();
        long lastOkAt = judgement.verdict() == Verdict.OK ? observation.at() : before == null ? 0 : before.lastOkAt();
        AgentView after = new AgentView(
                step.streaks(), observation.at(), lastOkAt, observation.runs(), proof, judgement.reason());
        boolean same = before != null && step.streaks().equals(streaks) && proof == before.proof();
        boolean steady = same
                && step.streaks().longestStreak() == 0
                && observation.covered() == null
                && !asksForHost(observation);
        if (look == null) {
            looks.put(agent, new Look(after));
        } else {
            look.set(after, steady, judgement.verdict() == Verdict.OK);
        }
        return same ? -1 : step.settledSince();
    }

    /** Loss makes no port refuse: only silence can be more of what was lost before. */
    private int confirmed(Observation observation) {
        boolean silent = observation.runs().stream().allMatch(run -> run.outcome() == Outcome.TIMEOUT);
        return silent && wear.isLossy() ? Confirmation.CONFIRMED_IN_LOSS : Confirmation.CONFIRMED;
    }

    private Map<Signal, Ports> signals(Observation observation, Judgement judgement) {
        Ports timeouts = observation.runs().stream()
                .filter(run -> run.outcome() == Outcome.TIMEOUT)
                .map(Run::ports)
                .reduce(Ports.NONE, Ports::plus);
        boolean silenceCounts = definition.policy().expectation() == Expectation.PERMITTED;
        Ports silent = silenceCounts ? common(judgement.unknown(), timeouts) : Ports.NONE;
        Map<Signal, Ports> signals = new EnumMap<>(Signal.class);
        signals.put(Signal.OK, covered(observation, judgement.ok()));
        signals.put(Signal.BAD, covered(observation, judgement.bad()));
        signals.put(Signal.SILENT, covered(observation, silent));
        signals.put(Signal.UNKNOWN, covered(observation, judgement.unknown().minus(silent)));
        signals.values().removeIf(Ports::isEmpty);
        return signals;
    }

    private static Ports covered(Observation observation, Ports ports) {
        return observation.covered() == null ? ports : common(ports, observation.covered());
    }

    private static Ports common(Ports one, Ports other) {
        return one.minus(one.minus(other));
    }

    /**
     * Publishes and saves the state if it changed.
     *
     * @param heard agents of the site that are not silent
     * @param settledSince start of the first observation of what is new, 0 if it is no observation
     * @param at the observation, or the moment at which silence or a new definition was noticed
     */
    void evaluate(Set<String> heard, long settledSince, Instant at, long revision, DetectionSink sink) {
        Map<String, AgentView> voting = views();
        voting.keySet().retainAll(heard);
        Assessment now = Assessment.of(definition, voting, !heard.isEmpty());
        if (published != null && stopTold && isPublished(now)) {
            sink.save(entry());
            return;
        }
        boolean turned = published == null || published.verdict() != now.verdict();
        Instant since = !turned ? published.since() : settledSince > 0 ? Instant.ofEpochMilli(settledSince) : at;
        CheckState next = new CheckState(
                definition.check(),
                definition.scope(),
                now.verdict(),
                since,
                now.suspected(),
                suspectedSince(now, at),
                lastSuccess(),
                now.streak(),
                now.proof(),
                now.reason(),
                now.runs(),
                now.agents(),
                at,
                revision,
                published == null ? 1 : published.version() + 1,
                now.verdict() == Verdict.OK ? degraded : null);
        sink.publish(next);
        if (turned && published != null) {
            sink.publish(transition(next));
        }
        published = next;
        stopTold = true;
        failing = now.failing();
        sink.save(entry());
    }

    private boolean isPublished(Assessment now) {
        return now.verdict() == published.verdict()
                && now.suspected() == published.suspected()
                && step(now.streak()) == step(published.streak())
                && now.proof() == published.proof()
                && now.agents().equals(published.agents())
                && now.failing().equals(failing)
                && kind(now.verdict() == Verdict.OK ? degraded : null) == kind(published.degraded())
                && definition.scope().equals(published.scope());
    }

    /** Correlation tells apart: begun, suspect, confirmed. */
    private static int step(int streak) {
        return streak >= Confirmation.CONFIRMED ? Confirmation.CONFIRMED : Math.min(streak, Confirmation.SUSPECT);
    }

    private Instant suspectedSince(Assessment now, Instant at) {
        if (now.suspected() == null) {
            return null;
        }
        if (published != null
                && published.suspected() != null
                && published.suspectedSince() != null
                && now.streak() >= published.streak()) {
            return published.suspectedSince();
        }
        return now.suspectedSince() > 0 ? Instant.ofEpochMilli(now.suspectedSince()) : at;
    }

    private Instant lastSuccess() {
        long last = looks.values().stream()
                .mapToLong(look -> look.view().lastOkAt())
                .max()
                .orElse(0);
        return last == 0 ? null : Instant.ofEpochMilli(last);
    }

    private Transition transition(CheckState next) {
        return new Transition(
                next.check(),
                published.verdict(),
                next.verdict(),
                next.since(),
                next.observedAt(),
                next.reason(),
                next.runs(),
                next.revision(),
                next.version());
    }

    private Map<String, AgentView> views() {
        Map<String, AgentView> views = new HashMap<>();
        looks.forEach((agent, look) -> views.put(agent, look.view()));
        return views;
    }

    private CheckEntry entry() {
        return new CheckEntry(definition.identity(), views(), failing.isEmpty() ? null : failing, published);
    }
}
