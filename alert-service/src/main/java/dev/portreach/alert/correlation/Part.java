package dev.portreach.alert.correlation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Failing members that share candidates with each other and with no others; solved by itself. */
final class Part {

    private final List<Member> members;
    private final List<Group> groups;
    private final List<Found> found;

    /**
     * @param members that fail
     * @param groups those of their groups that nearly all fail
     */
    Part(List<Member> members, List<Group> groups) {
        this.members = members;
        this.groups = groups;
        members.forEach(member -> member.part = this);
        groups.forEach(group -> group.part = this);
        this.found = Solver.solve(members, Candidates.of(members, groups)).stream()
                .map(this::found)
                .toList();
    }

    List<Member> members() {
        return members;
    }

    List<Found> found() {
        return found;
    }

    void dissolve() {
        members.forEach(member -> member.part = null);
        groups.forEach(group -> group.part = null);
    }

    private Found found(Solver.Choice choice) {
        Candidate cause = choice.cause();
        Set<String> ids = new HashSet<>();
        int confirmed = 0;
        Instant onset = Instant.MAX;
        BitSet mine = choice.mine();
        List<Member> explained = new ArrayList<>(mine.cardinality());
        for (int i = mine.nextSetBit(0); i >= 0; i = mine.nextSetBit(i + 1)) {
            Member member = members.get(i);
            explained.add(member);
            ids.add(member.id());
            confirmed += member.standing() == Standing.FAILING ? 1 : 0;
            onset = member.onset().isBefore(onset) ? member.onset() : onset;
        }
        Explanation explanation = new Explanation(
                cause.cause(),
                cause.twins(),
                ids,
                confirmed,
                cause.failing(),
                cause.ok(),
                cause.unknown(),
                onset,
                false,
                Duration.ZERO,
                confidence(choice, explained.size()),
                choice.runnerUp() == null ? null : choice.runnerUp().cause());
        return new Found(
                explanation,
                cause.groups(),
                common(explained),
                explained.stream().anyMatch(Member::boundToAgents),
                explained.size() - confirmed,
                explained.stream().mapToInt(Member::waitMillis).max().orElse(0),
                explanation.cause().key());
    }

    private static double confidence(Solver.Choice choice, int explained) {
        double gain = choice.cause().gain(explained);
        Candidate runnerUp = choice.runnerUp();
        double second = 0;
        if (runnerUp != null) {
            int[] shared = {0};
            Set<Integer> mine = new HashSet<>();
            choice.mine().stream().forEach(mine::add);
            runnerUp.forEachFailing(member -> shared[0] += mine.contains(member.local) ? 1 : 0);
            second = Math.max(0, runnerUp.gain(shared[0]));
        }
        return gain <= 0 ? 0.5 : gain / (gain + second);
    }

    /** Groups that all of these are in, whether they nearly all fail or not: a wider cause would be one of them. */
    private static List<Group> common(List<Member> explained) {
        for (Member member : explained) {
            for (Group group : member.groups) {
                group.tally++;
            }
        }
        List<Group> common = new ArrayList<>();
        for (Group group : explained.get(0).groups) {
            if (group.tally == explained.size()) {
                common.add(group);
            }
        }
        for (Member member : explained) {
            for (Group group : member.groups) {
                group.tally = 0;
            }
        }
        return common;
    }
}
