package dev.portreach.alert.correlation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
        this.found = Solver.solve(members, new Candidates(members, groups)).stream()
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

    private Found found(Choice choice) {
        Candidate cause = choice.cause();
        List<Member> explained = choice.mine();
        String[] ids = new String[explained.size()];
        Instant onset = Instant.MAX;
        Instant newest = Instant.MIN;
        boolean slow = false;
        int confirmed = 0;
        int wait = 0;
        int nextTurn = 0;
        for (int i = 0; i < ids.length; i++) { // once, as there may be very many
            Member member = explained.get(i);
            ids[i] = member.id();
            slow |= member.boundToAgents() || member.worksBadly();
            wait = Math.max(wait, member.worksBadly() ? member.nextTurnMillis() : member.waitMillis());
            nextTurn = Math.max(nextTurn, member.nextTurnMillis());
            confirmed += member.standing() == Standing.FAILING ? 1 : 0;
            onset = member.onset().isBefore(onset) ? member.onset() : onset;
            newest = member.noticed().isAfter(newest) ? member.noticed() : newest;
        }
        Explanation explanation = new Explanation(
                cause.cause(),
                cause.twins(),
                explained,
                Set.of(ids),
                confirmed,
                cause.failing(),
                cause.ok(),
                cause.unknown(),
                onset,
                wave(explained, newest.minusMillis(Math.min(nextTurn, Found.LONGEST_WAIT_MILLIS))),
                false,
                false,
                Instant.MIN,
                Duration.ZERO,
                Duration.ofMillis(Math.min(nextTurn, Found.LONGEST_WAIT_MILLIS)),
                confidence(choice),
                choice.runnerUp() == null ? null : choice.runnerUp().cause());
        return new Found(
                explanation,
                cause.groups(),
                common(explained),
                slow,
                explained.size() - confirmed,
                wait,
                explanation.cause().key());
    }

    /** When the first of them began to fail that did so no earlier than {@code from}. */
    private static Instant wave(List<Member> explained, Instant from) {
        Instant wave = Instant.MAX;
        for (Member member : explained) {
            boolean isOfIt =
                    !member.noticed().isBefore(from) && member.noticed().isBefore(wave);
            wave = isOfIt ? member.noticed() : wave;
        }
        return wave;
    }

    private static double confidence(Choice choice) {
        double gain = choice.cause().gain(choice.mine().size());
        return gain <= 0 ? 0.5 : gain / (gain + choice.runnerUpGain());
    }

    /** Groups that all of these are in, whether they nearly all fail or not: a wider cause would be one of them. */
    private static List<Group> common(List<Member> explained) {
        List<Group> common = new ArrayList<>(List.of(explained.get(0).groups));
        for (Member member : explained) {
            common.removeIf(group -> !member.isIn(group));
        }
        return common;
    }
}
