package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the few causes that explain all failing members: greedily by log-likelihood gain, then each choice is tried
 * without it. See Kompella et al., SCORE (NSDI 2005) and Harsh et al., Flock, for the kin of the method.
 */
final class Solver {

    private static final Duration LONGEST_SETTLE = Duration.ofSeconds(60);
    private static final int MAX_TWINS = 4;

    private final List<Member> members;
    private final List<Group> candidates;
    private final List<Group> groups;

    private Solver(Collection<Member> all) {
        members = List.copyOf(all);
        groups = groups();
        candidates = candidates(groups);
    }

    /** @param members all of them: those that are well contradict */
    static List<Explanation> solve(Collection<Member> members) {
        if (members.stream().noneMatch(member -> member.standing().fails())) {
            return List.of();
        }
        Solver solver = new Solver(members);
        return solver.explanations();
    }

    private List<Group> groups() {
        Map<Cause, Group> byCause = new LinkedHashMap<>();
        for (Member member : members) {
            if (member.standing().fails()) {
                member.causes().forEach(cause -> byCause.computeIfAbsent(cause, this::group));
            }
        }
        // Causes are pooled, so that the one pass over all members compares identities.
        IdentityHashMap<Cause, Group> byIdentity = new IdentityHashMap<>();
        members.stream()
                .filter(member -> member.standing().fails())
                .flatMap(member -> member.causes().stream())
                .forEach(cause -> byIdentity.put(cause, byCause.get(cause)));
        for (int i = 0; i < members.size(); i++) {
            for (Cause cause : members.get(i).causes()) {
                Group group = byIdentity.get(cause);
                if (group != null) {
                    group.add(i, members.get(i));
                }
            }
        }
        return List.copyOf(byCause.values());
    }

    private Group group(Cause cause) {
        for (int i = 0; i < Grouping.ALL.size(); i++) {
            if (Grouping.ALL.get(i).kind() == cause.kind()) {
                return new Group(cause, Grouping.ALL.get(i), i);
            }
        }
        throw new IllegalArgumentException("no grouping makes causes of kind " + cause.kind());
    }

    /** One candidate for each set of evidence; the others with the same are its twins. */
    private static List<Group> candidates(List<Group> groups) {
        Map<List<Object>, Group> byEvidence = new HashMap<>();
        List<Group> candidates = new ArrayList<>();
        groups.stream()
                .filter(Group::isCandidate)
                .sorted(Comparator.comparingInt((Group group) -> group.preference)
                        .thenComparing(group -> group.cause.key()))
                .forEach(group -> {
                    Group first = byEvidence.putIfAbsent(group.evidence(), group);
                    if (first == null) {
                        candidates.add(group);
                    } else {
                        first.twins.add(group);
                    }
                });
        return candidates;
    }

    private List<Explanation> explanations() {
        BitSet failing = new BitSet();
        for (int i = 0; i < members.size(); i++) {
            failing.set(i, members.get(i).standing().fails());
        }
        List<Group> chosen = eliminate(refine(greedy(failing, Set.of())), failing);
        List<Explanation> explanations = new ArrayList<>();
        BitSet left = (BitSet) failing.clone();
        for (Group group : chosen) {
            BitSet mine = group.newlyExplained(left);
            left.andNot(mine);
            explanations.add(explain(group, mine));
        }
        return explanations;
    }

    private List<Group> greedy(BitSet failing, Set<Group> excluded) {
        List<Group> chosen = new ArrayList<>();
        BitSet left = (BitSet) failing.clone();
        while (!left.isEmpty()) {
            Group best = null;
            double bestGain = 0;
            for (Group candidate : candidates) {
                double gain = candidate.gain(left);
                if (gain > bestGain && !excluded.contains(candidate)) {
                    best = candidate;
                    bestGain = gain;
                }
            }
            if (best == null) {
                break;
            }
            chosen.add(best);
            left.andNot(best.failing);
        }
        return chosen;
    }

    /** A wide cause with members that are well may score less than several exact ones together: greed does not see it. */
    private List<Group> refine(List<Group> chosen) {
        List<Group> refined = new ArrayList<>();
        for (Group group : chosen) {
            if (group.ok.isEmpty()) {
                refined.add(group);
                continue;
            }
            List<Group> instead = greedy(group.failing, Set.of(group));
            refined.addAll(
                    score(instead, group.failing) > score(List.of(group), group.failing) ? instead : List.of(group));
        }
        return refined.stream().distinct().toList();
    }

    private static double score(List<Group> chosen, BitSet failing) {
        BitSet left = (BitSet) failing.clone();
        double score = 0;
        for (Group group : chosen) {
            score += group.gain(left);
            left.andNot(group.failing);
        }
        return score - left.cardinality() * Group.PER_FAILING;
    }

    /** Drops choices that later ones have made needless. */
    private static List<Group> eliminate(List<Group> chosen, BitSet failing) {
        List<Group> kept = new ArrayList<>(chosen);
        for (int i = kept.size() - 1; i >= 0; i--) {
            List<Group> without = new ArrayList<>(kept);
            without.remove(i);
            if (score(without, failing) > score(kept, failing)) {
                kept = without;
            }
        }
        return kept;
    }

    private Explanation explain(Group group, BitSet mine) {
        Set<String> ids = new HashSet<>();
        int confirmed = 0;
        Instant onset = Instant.MAX;
        for (int i = mine.nextSetBit(0); i >= 0; i = mine.nextSetBit(i + 1)) {
            Member member = members.get(i);
            ids.add(member.id());
            confirmed += member.standing() == Standing.FAILING ? 1 : 0;
            onset = member.onset().isBefore(onset) ? member.onset() : onset;
        }
        Group runnerUp = runnerUp(group, mine);
        double gain = group.gain(mine);
        double second = runnerUp == null ? 0 : Math.max(0, runnerUp.gain(mine));
        List<Group> wider = groups.stream()
                .filter(other -> !other.cause.equals(group.cause) && other.containsAll(mine))
                .toList();
        return new Explanation(
                group.cause,
                group.twins.stream().limit(MAX_TWINS).map(twin -> twin.cause).toList(),
                ids,
                confirmed,
                group.failing.cardinality(),
                group.ok.cardinality(),
                group.unknown,
                onset,
                isForming(group, mine, wider),
                settle(group, wider),
                gain <= 0 ? 0.5 : gain / (gain + second),
                runnerUp == null ? null : runnerUp.cause);
    }

    private Group runnerUp(Group best, BitSet mine) {
        return candidates.stream()
                .filter(other -> !other.cause.equals(best.cause) && other.failing.intersects(mine))
                .max(Comparator.comparingDouble((Group other) -> other.gain(mine))
                        .thenComparing(other -> other.cause.key()))
                .filter(other -> other.gain(mine) > 0)
                .orElse(null);
    }

    private boolean isForming(Group group, BitSet mine, List<Group> wider) {
        return !group.pending.isEmpty()
                || wider.stream().anyMatch(other -> !other.pending.isEmpty() || hasSuspectBeyond(other, mine));
    }

    private boolean hasSuspectBeyond(Group group, BitSet mine) {
        BitSet beyond = (BitSet) group.failing.clone();
        beyond.andNot(mine);
        return beyond.stream().anyMatch(i -> members.get(i).standing() == Standing.SUSPECT);
    }

    private static Duration settle(Group group, List<Group> wider) {
        long wait =
                wider.stream().mapToLong(other -> other.longestWaitMillis).max().orElse(0);
        Duration longest = Duration.ofMillis(Math.max(wait, group.longestWaitMillis));
        return longest.compareTo(LONGEST_SETTLE) > 0 ? LONGEST_SETTLE : longest;
    }
}
