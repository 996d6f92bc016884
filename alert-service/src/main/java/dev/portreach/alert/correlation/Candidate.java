package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.state.CheckScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A cause that may be at work: the members that it would make fail, and what it costs to believe in it. It is one group,
 * several groups whose ports follow each other, or one check alone.
 */
final class Candidate {

    /** ln((1−β)/α): what a failing member adds, at α = 0.001 failing by chance and β = 0.05 well in spite of the cause. */
    static final double PER_FAILING = Math.log(0.95 / 0.001);
    /** ln((1−α)/β): what a member that is well takes away. */
    private static final double PER_OK = Math.log(0.999 / 0.05);
    /**
     * What it costs at most that a site, or a component at an address, is well as a whole: about one in a hundred is booked
     * elsewhere than where it is, which is one mistake however many checks it has.
     */
    private static final double BOOKED_WRONGLY = 6;

    /** A range is one more thing to believe than a row, and each row that does not touch the one before another. */
    private static final double PER_RANGE = 0.5;

    private static final double PER_GAP = 1.5;

    /** The cost of what explains a single member, and what it gains: a check by itself is the cheapest cause there is. */
    static final double COST_ALONE = Grouping.of(CauseKind.CHECK).prior();

    static final double GAIN_ALONE = gain(COST_ALONE, 1);

    /** Among equals the first by this order. */
    static final Comparator<Candidate> ORDER = Comparator.comparingInt((Candidate candidate) -> candidate.preference)
            .thenComparing(candidate -> candidate.key, GroupKey.ORDER);

    private final int preference;
    private final GroupKey key;
    private final List<Group> groups;
    private final Member alone;
    private List<Candidate> twins = List.of();
    private final int failing;
    private final int ok;
    private double cost;
    private int[] numbers;

    /** For counting members that it explains; 0 in between. */
    int tally;

    private Candidate(int preference, GroupKey key, List<Group> groups, Member alone, double prior) {
        this.preference = preference;
        this.key = key;
        this.groups = groups;
        this.alone = alone;
        this.failing = alone != null ? 1 : sum(Group::failing);
        this.ok = sum(Group::ok);
        this.cost = prior + costOfOk() + unseen();
    }

    static Candidate of(Group group) {
        Grouping grouping = group.grouping;
        return new Candidate(grouping.preference(), group.key, List.of(group), null, grouping.prior());
    }

    static Candidate of(Member alone) {
        Grouping grouping = Grouping.of(CauseKind.CHECK);
        GroupKey key = new GroupKey(CauseKind.CHECK, List.of(alone.id()));
        return new Candidate(grouping.preference(), key, List.of(), alone, grouping.prior());
    }

    /**
     * Ports of one place that fail together.
     *
     * @param run groups in the order of their ports
     * @param ports those that fail
     * @param exact whether these are fewer than the rows have: then nothing names them better
     */
    static Candidate of(List<Group> run, Ports ports, boolean exact) {
        Grouping grouping = run.get(0).grouping;
        List<String> values = new ArrayList<>(run.get(0).key.values());
        int last = values.size() - 1;
        values.set(last, values.get(last).substring(0, values.get(last).indexOf('/') + 1) + ports);
        double prior = grouping.prior() + (run.size() > 1 ? PER_RANGE + gaps(run) * PER_GAP : 0);
        GroupKey key = new GroupKey(grouping.kind(), values);
        int preference = exact ? grouping.preference() - Grouping.ALL.size() : grouping.preference();
        return new Candidate(preference, key, List.copyOf(run), null, prior);
    }

    private static int gaps(List<Group> run) {
        int gaps = 0;
        for (int i = 1; i < run.size(); i++) {
            Ports both = run.get(i - 1).ports.plus(run.get(i).ports);
            int apart = run.get(i - 1).ports.ranges().size()
                    + run.get(i).ports.ranges().size();
            gaps += both.ranges().size() < apart ? 0 : 1;
        }
        return gaps;
    }

    private double costOfOk() {
        Function<CheckScope, String> booked = Grouping.of(key.kind()).booked();
        if (ok == 0 || booked == null) {
            return ok * PER_OK;
        }
        Map<String, Integer> well = new HashMap<>();
        for (Group group : groups) {
            group.forEachOk(member -> well.merge(booked.apply(member.state().scope()), 1, Integer::sum));
        }
        well.values().removeIf(count -> count * PER_OK <= BOOKED_WRONGLY);
        if (!well.isEmpty()) { // nearly always it is
            forEachFailing(member -> well.remove(booked.apply(member.state().scope())));
        }
        int spared = well.values().stream().mapToInt(Integer::intValue).sum();
        return well.size() * BOOKED_WRONGLY + (ok - spared) * PER_OK;
    }

    /** A cause that claims much that nobody has seen needs more. */
    private double unseen() {
        double known = failing() + ok();
        return unknown() == 0 ? 0 : Math.log((known + unknown()) / known);
    }

    int preference() {
        return preference;
    }

    /** Takes in a candidate that the evidence cannot tell from this one, and which is less preferred. */
    void addTwin(Candidate twin) {
        if (twins.isEmpty()) {
            twins = new ArrayList<>();
        }
        twins.add(twin);
        cost = Math.min(cost, twin.cost);
    }

    CauseKind kind() {
        return key.kind();
    }

    Cause cause() {
        return alone != null
                ? Grouping.check(alone.state().scope())
                : Grouping.of(key.kind()).cause(key.values());
    }

    List<Cause> twins() {
        return twins.stream().map(Candidate::cause).toList();
    }

    List<Group> groups() {
        return groups;
    }

    int failing() {
        return failing;
    }

    int ok() {
        return ok;
    }

    int unknown() {
        return sum(Group::unknown);
    }

    private int sum(ToIntFunction<Group> count) {
        int sum = 0;
        for (Group group : groups) {
            sum += count.applyAsInt(group);
        }
        return sum;
    }

    /**
     * Numbers of the members that it explains, within their part. Kept, as a solver goes through them many times: members
     * themselves lie anywhere in memory.
     */
    int[] numbers() {
        if (numbers == null) {
            numbers = new int[failing];
            int[] next = {0};
            forEachFailing(member -> numbers[next[0]++] = member.local);
        }
        return numbers;
    }

    void forEachFailing(Consumer<Member> consumer) {
        if (alone != null) {
            consumer.accept(alone);
        }
        for (Group group : groups) {
            group.forEachFailing(consumer);
        }
    }

    /** In units of log-likelihood, what speaks against it whatever it explains. */
    double cost() {
        return cost;
    }

    /** What believing in it gains if only so many members still need a cause. */
    double gain(int unexplained) {
        return gain(cost, unexplained);
    }

    static double gain(double cost, int unexplained) {
        return unexplained * PER_FAILING - cost;
    }

    /** Equal for candidates with the same known members; of groups, not of one member alone. */
    Evidence evidence() {
        return Evidence.of(groups);
    }

    /** Two sets of members, those that fail and those that are well, by size and hash. */
    record Evidence(int failing, int ok, long failingHash, long okHash) {

        /** @param groups that have no member in common */
        static Evidence of(List<Group> groups) {
            int failing = 0;
            int ok = 0;
            long failingHash = 0;
            long okHash = 0;
            for (Group group : groups) {
                failing += group.failing();
                ok += group.ok();
                failingHash += group.failingHash();
                okHash += group.okHash();
            }
            return new Evidence(failing, ok, failingHash, okHash);
        }
    }
}
