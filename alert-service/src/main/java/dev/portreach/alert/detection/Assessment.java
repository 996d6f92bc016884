package dev.portreach.alert.detection;

import dev.portreach.alert.judge.Judge;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the views of all agents that are heard say about a check.
 *
 * @param suspected what unconfirmed evidence points to, null if nothing contradicts the verdict
 * @param streak observations in a row that do
 * @param suspectedSince start of the first of them, milliseconds since the epoch; 0 if not known
 * @param agents those by which it fails: where some have confirmed it, also others that have come to suspect it
 * @param failing ports that fail
 */
record Assessment(
        Verdict verdict,
        Verdict suspected,
        int streak,
        long suspectedSince,
        Proof proof,
        String reason,
        List<Run> runs,
        List<String> agents,
        Ports failing) {

    private static final Assessment SILENT = unknown("no agent of the site is heard");

    private static Assessment unknown(String reason) {
        return new Assessment(Verdict.UNKNOWN, null, 0, 0, Proof.WEAK, reason, List.of(), List.of(), Ports.NONE);
    }

    /**
     * Probing is stopped: unknown. All agents fail: failing; some: partial, with the agents named; none is heard: unknown.
     *
     * @param views by agent, of agents that are heard
     * @param heard whether any agent of the site is heard
     */
    static Assessment of(CheckDefinition definition, Map<String, AgentView> views, boolean heard) {
        if (definition.stopped() != null) {
            return unknown("probing is stopped: " + definition.stopped());
        }
        if (!heard) {
            return SILENT;
        }
        AssignedPolicy policy = definition.policy();
        Map<String, Verdict> settled = new TreeMap<>();
        Map<String, Verdict> assumed = new TreeMap<>();
        Set<String> against = new TreeSet<>();
        int streak = 0;
        long since = 0;
        Ports failing = Ports.NONE;
        for (Map.Entry<String, AgentView> entry : views.entrySet()) {
            PortStreaks streaks = entry.getValue().streaks();
            Verdict verdict = settledVerdict(policy, streaks);
            Verdict suspicion = assumedVerdict(policy, streaks);
            settled.put(entry.getKey(), verdict);
            assumed.put(entry.getKey(), suspicion);
            failing = failing.plus(streaks.settled(Signal.BAD));
            if (fails(verdict) || (fails(suspicion) && streaks.longestStreak() >= Confirmation.SUSPECT)) {
                against.add(entry.getKey());
            }
            if (suspicion != verdict) {
                int longest = streaks.longestStreak();
                streak = Math.max(streak, longest == 0 ? Confirmation.CONFIRMED : longest);
                long from = streaks.contradictedSince(level(streaks));
                since = since == 0 ? from : from == 0 ? since : Math.min(since, from);
            }
        }
        Verdict verdict = flat(settled.values());
        Verdict suspected = flat(assumed.values());
        boolean contradicted = suspected != verdict;
        AgentView shown = shown(views, contradicted ? assumed : settled, contradicted ? suspected : verdict);
        return new Assessment(
                verdict,
                contradicted ? suspected : null,
                contradicted ? streak : 0,
                contradicted ? since : 0,
                verdict == Verdict.UNKNOWN ? Proof.WEAK : weakest(views.values()),
                shown == null ? "not probed yet" : shown.reason(),
                shown == null ? List.of() : shown.runs(),
                contradicted && !fails(verdict) ? failingAgents(assumed) : List.copyOf(against),
                failing);
    }

    private static Verdict settledVerdict(AssignedPolicy policy, PortStreaks streaks) {
        return Judge.verdict(policy, streaks.settled(Signal.OK), streaks.settled(Signal.BAD));
    }

    /** One miss in a sweep of a thousand ports does not blur a streak of two elsewhere. */
    private static int level(PortStreaks streaks) {
        return Math.min(streaks.longestStreak(), Confirmation.SUSPECT);
    }

    private static Verdict assumedVerdict(AssignedPolicy policy, PortStreaks streaks) {
        int level = Math.max(1, level(streaks));
        Ports bad = streaks.assumed(Signal.BAD, level);
        if (policy.expectation() == Expectation.PERMITTED) {
            // Silence proves nothing here, but it is what a drop looks like: correlation may find the contrast.
            bad = bad.plus(streaks.assumed(Signal.SILENT, level));
        }
        return Judge.verdict(policy, streaks.assumed(Signal.OK, level), bad);
    }

    private static Verdict flat(Collection<Verdict> verdicts) {
        List<Verdict> known = new ArrayList<>(verdicts);
        known.removeIf(verdict -> verdict == Verdict.UNKNOWN);
        if (known.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        if (known.contains(Verdict.VIOLATED)) {
            return Verdict.VIOLATED;
        }
        if (known.stream().allMatch(verdict -> verdict == Verdict.FAILING)) {
            return Verdict.FAILING;
        }
        return known.stream().allMatch(verdict -> verdict == Verdict.OK) ? Verdict.OK : Verdict.PARTIAL;
    }

    private static Proof weakest(Collection<AgentView> views) {
        return views.stream().anyMatch(view -> view.proof() == Proof.WEAK) ? Proof.WEAK : Proof.STRONG;
    }

    private static AgentView shown(Map<String, AgentView> views, Map<String, Verdict> verdicts, Verdict wanted) {
        AgentView best = null;
        boolean bestFits = false;
        for (Map.Entry<String, AgentView> entry : views.entrySet()) {
            Verdict verdict = verdicts.get(entry.getKey());
            boolean fits = verdict == wanted || (fails(wanted) && fails(verdict));
            AgentView view = entry.getValue();
            if (best == null || (fits && !bestFits) || (fits == bestFits && view.lastAt() > best.lastAt())) {
                best = view;
                bestFits = fits;
            }
        }
        return best;
    }

    private static List<String> failingAgents(Map<String, Verdict> verdicts) {
        return verdicts.entrySet().stream()
                .filter(entry -> fails(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean fails(Verdict verdict) {
        return verdict == Verdict.FAILING || verdict == Verdict.PARTIAL || verdict == Verdict.VIOLATED;
    }
}
