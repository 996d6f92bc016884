package dev.portreach.alert.detection;

import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.result.Heartbeat;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.AgentState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stage 1 for one vantage site. Not thread-safe; whatever comes in was decoded and verified before. */
public final class SiteDetector {

    private static final Duration AHEAD = Duration.ofHours(1);
    private static final long EARLIEST_MILLIS =
            Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    /** Distrust is remembered for this many names that are not enrolled; an attacker can make up any number. */
    private static final int MAX_STRANGERS = 16;

    private final String site;
    private final Instant taskStart;
    private final DetectionSink sink;
    private Revision current;
    private final Map<String, CheckTracker> checks = new LinkedHashMap<>();
    private final Map<String, AgentTracker> agents = new LinkedHashMap<>();
    private Set<String> heard = Set.of();
    private final SiteWear wear = new SiteWear();
    private final boolean weighs;
    private boolean turned;
    private long reviewed;

    public SiteDetector(String site, Instant taskStart, DetectionSink sink) {
        this(site, taskStart, true, sink);
    }

    /** @param weighs whether to look for how well checks work as well: only where every result comes */
    public SiteDetector(String site, Instant taskStart, boolean weighs, DetectionSink sink) {
        this.site = site;
        this.taskStart = taskStart;
        this.weighs = weighs;
        this.sink = sink;
    }

    private Wear wearOf(CheckDefinition definition) {
        return weighs ? wear.of(definition) : Wear.NONE;
    }

    /** Goes on where an earlier task stopped. */
    public void restore(Revision revision, Iterable<CheckEntry> checkEntries, Iterable<AgentEntry> agentEntries) {
        current = revision;
        for (CheckEntry entry : checkEntries) {
            CheckDefinition definition =
                    revision == null ? null : revision.checks().get(entry.check());
            if (definition != null) {
                CheckTracker tracker = CheckTracker.restored(definition, entry);
                tracker.wear(wearOf(definition));
                checks.put(entry.check(), tracker);
            }
        }
        for (AgentEntry entry : agentEntries) {
            agents.put(entry.agent(), AgentTracker.restored(entry, taskStart));
        }
        countHeard();
    }

    /** The assignment in force, null if there is none. */
    public Revision current() {
        return current;
    }

    /** Takes a revision; one that is older than the one in force changes nothing. */
    public void assign(Revision revision, Instant now) {
        if (current != null && revision.number() <= current.number()) {
            return;
        }
        current = revision;
        for (int i = 0; i < revision.unusable(); i++) {
            sink.skipped("unusable-entry");
        }
        removeUnless(revision);
        for (String agent : revision.agents()) {
            agents.computeIfAbsent(agent, id -> new AgentTracker(site, id, true, now))
                    .enrol();
        }
        Set<String> before = heard;
        countHeard();
        boolean otherAgents = !heard.equals(before);
        SiteProfile profile = profile();
        agents.values().forEach(agent -> agent.publishIfChanged(profile, now, sink));
        for (CheckDefinition definition : revision.checks().values()) {
            CheckTracker known = checks.get(definition.check());
            CheckTracker tracker = known == null ? new CheckTracker(definition) : known;
            checks.put(definition.check(), tracker);
            boolean same = known != null && known.definition().equals(definition);
            tracker.redefine(definition);
            if (!same) {
                tracker.wear(wearOf(definition));
            }
            if (!same || otherAgents) {
                tracker.evaluate(heard, 0, now, revision.number(), sink);
            }
        }
    }

    /** The site is no longer assigned anything. */
    public void withdraw() {
        checks.keySet().forEach(this::dropCheck);
        agents.keySet().forEach(this::dropAgent);
        checks.clear();
        agents.clear();
        current = null;
        countHeard();
    }

    private void removeUnless(Revision revision) {
        for (Iterator<String> it = checks.keySet().iterator(); it.hasNext(); ) {
            String check = it.next();
            if (!revision.checks().containsKey(check)) {
                dropCheck(check);
                it.remove();
            }
        }
        for (Iterator<String> it = agents.keySet().iterator(); it.hasNext(); ) {
            String agent = it.next();
            if (!revision.enrols(agent) && agents.get(agent).enrolled()) {
                dropAgent(agent);
                it.remove();
            }
        }
    }

    private void dropCheck(String check) {
        sink.retractCheck(check);
        sink.deleteCheck(check);
    }

    private void dropAgent(String agent) {
        sink.retractAgent(AgentState.key(site, agent));
        sink.deleteAgent(agent);
    }

    private SiteProfile profile() {
        return current == null ? null : current.assignment().profile();
    }

    private void countHeard() {
        Set<String> next = new HashSet<>();
        agents.forEach((id, agent) -> {
            if (agent.enrolled() && !agent.silent()) {
                next.add(id);
            }
        });
        heard = next;
    }

    /**
     * Takes a batch that verified.
     *
     * @param made the revision by which it was made
     * @param arrival when the broker took it
     * @return how many of its observations were taken
     */
    public int take(ResultBatch batch, Revision made, Instant arrival) {
        AgentTracker agent = agents.get(batch.agent());
        if (agent == null) {
            sink.skipped("not-enrolled-any-more");
            return 0;
        }
        if (agent.hasTaken(batch.epoch(), batch.seq())) {
            sink.skipped("duplicate");
            return 0;
        }
        long newest = 0;
        int taken = 0;
        long latest = arrival.plus(AHEAD).toEpochMilli();
        for (Observation observation : batch.observations()) {
            if (take(agent, batch.agent(), observation, made, latest)) {
                newest = Math.max(newest, observation.at());
                taken++;
            }
        }
        agent.took(batch.epoch(), batch.seq(), newest, arrival.toEpochMilli());
        agent.mark(sink);
        review(newest, made);
        return taken;
    }

    /** @param latest beyond which no time is believed, milliseconds since the epoch */
    private boolean take(AgentTracker agent, String id, Observation observation, Revision made, long latest) {
        CheckTracker check = checks.get(observation.check());
        if (check == null) {
            sink.skipped("unknown-check");
            return false;
        }
        if (check.definition().stopped() != null) {
            sink.skipped("stopped");
            return false;
        }
        if (observation.at() < EARLIEST_MILLIS || observation.at() > latest) {
            sink.skipped("bad-time");
            return false;
        }
        if (!isRecognised(observation.runs())) {
            sink.skipped("unrecognised-outcome");
            return false;
        }
        CheckDefinition then = made.checks().get(observation.check());
        if (then == null || !then.identity().equals(check.definition().identity())) {
            sink.skipped("other-definition");
            return false;
        }
        if (observation.at() <= Math.max(check.lastAt(id), agent.floor())) {
            sink.skipped("late");
            return false;
        }
        boolean hostAnswers = check.asksForHost(observation) && isAnsweredElsewhere(check, id, observation.at());
        long settledSince = check.observe(id, observation, hostAnswers);
        turned |= check.weighs(id, observation);
        if (settledSince >= 0) {
            check.evaluate(heard, settledSince, observation.instant(), made.number(), sink);
        }
        return true;
    }

    private static boolean isRecognised(List<Run> runs) {
        for (Run run : runs) {
            if (run.ports() == null || run.outcome() == null || run.outcome() == Outcome.UNRECOGNISED) {
                return false;
            }
        }
        return true;
    }

    /** Whether this agent has an answer from another port of the check's host. */
    private boolean isAnsweredElsewhere(CheckTracker check, String agent, long at) {
        String address = check.definition().scope().address();
        return checks.values().stream()
                .anyMatch(other -> other != check
                        && other.definition().scope().address().equals(address)
                        && other.showsAnswer(agent, at, taskStart.toEpochMilli()));
    }

    /** Looks which checks are degraded: at every turn of a pool, and once a slot as long as a shared one is raised. */
    private void review(long at, Revision made) {
        boolean due = at >= reviewed + SharePool.SLOT_MILLIS && wear.isRaised();
        if (!turned && !due) {
            return;
        }
        turned = false;
        reviewed = at;
        for (CheckTracker check : checks.values()) {
            if (check.degrades()) {
                check.evaluate(heard, 0, Instant.ofEpochMilli(at), made.number(), sink);
            }
        }
    }

    /** Takes a heartbeat that verified. */
    public void heard(Heartbeat heartbeat, Instant arrival, Instant now) {
        AgentTracker agent = agents.get(heartbeat.agent());
        if (agent == null) {
            sink.skipped("not-enrolled-any-more");
            return;
        }
        agent.heard(heartbeat, arrival);
        Set<String> before = heard;
        countHeard();
        agent.publishIfChanged(profile(), now, sink);
        if (!heard.equals(before)) {
            // Results may have come ahead of this heartbeat; they may be of the silence, and do not count.
            for (CheckTracker check : checks.values()) {
                check.forget(heartbeat.agent());
                check.evaluate(heard, 0, now, current.number(), sink);
            }
        }
    }

    /** Something came in the name of this agent that did not verify. */
    public void rejected(String agent, Instant now) {
        AgentTracker tracker = agents.get(agent);
        if (tracker == null) {
            long strangers =
                    agents.values().stream().filter(known -> !known.enrolled()).count();
            if (current == null || strangers >= MAX_STRANGERS) {
                sink.skipped("unknown-stranger");
                return;
            }
            tracker = new AgentTracker(site, agent, false, now);
            agents.put(agent, tracker);
        }
        tracker.rejected(now);
    }

    /**
     * Lets time pass.
     *
     * @param brokerSince since when the broker is reachable, if this site's heartbeats are read to the end; null if
     *     silence cannot be judged now
     */
    public void tick(Instant now, Instant brokerSince) {
        Set<String> fell = new HashSet<>();
        for (Iterator<Map.Entry<String, AgentTracker>> it = agents.entrySet().iterator(); it.hasNext(); ) {
            Map.Entry<String, AgentTracker> entry = it.next();
            AgentTracker agent = entry.getValue();
            agent.calm(now);
            if (brokerSince != null && agent.fellSilent(now, brokerSince)) {
                fell.add(entry.getKey());
            }
            agent.publishIfChanged(profile(), now, sink);
            if (agent.isObsolete()) {
                dropAgent(entry.getKey());
                it.remove();
            }
        }
        if (!fell.isEmpty()) {
            countHeard();
            for (CheckTracker check : checks.values()) {
                fell.forEach(check::forget);
                check.evaluate(heard, 0, now, current.number(), sink);
            }
        }
    }
}
