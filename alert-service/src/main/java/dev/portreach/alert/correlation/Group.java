package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Cause;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The members of one candidate cause, counted. */
final class Group {

    /** ln((1−β)/α): what a failing member adds, at α = 0.001 failing by chance and β = 0.05 well in spite of the cause. */
    static final double PER_FAILING = Math.log(0.95 / 0.001);
    /** ln((1−α)/β): what a member that is well takes away. */
    static final double PER_OK = Math.log(0.999 / 0.05);

    private static final double MIN_FAILING_SHARE = 0.8;

    final Cause cause;
    final Grouping grouping;
    final int preference;
    final BitSet failing = new BitSet();
    final BitSet ok = new BitSet();
    /** Not yet known to fail, but seen to. */
    final BitSet pending = new BitSet();

    int unknown;
    long longestWaitMillis;
    /** Causes with the very same known members, after this one. */
    final List<Group> twins = new ArrayList<>();

    Group(Cause cause, Grouping grouping, int preference) {
        this.cause = cause;
        this.grouping = grouping;
        this.preference = preference;
    }

    void add(int index, Member member) {
        switch (member.standing()) {
            case FAILING, SUSPECT -> failing.set(index);
            case OK -> ok.set(index);
            case PENDING -> {
                pending.set(index);
                unknown++;
            }
            case OK_UNPROVEN, UNKNOWN -> unknown++;
        }
        longestWaitMillis = Math.max(
                longestWaitMillis,
                member.state().scope().intervalMillis() + member.state().scope().deadlineMillis());
    }

    boolean isCandidate() {
        int fails = failing.cardinality();
        return fails > 0 && fails >= MIN_FAILING_SHARE * (fails + ok.cardinality());
    }

    /** What choosing this cause gains if only {@code unexplained} still needs a cause. */
    double gain(BitSet unexplained) {
        return newlyExplained(unexplained).cardinality() * PER_FAILING - ok.cardinality() * PER_OK - grouping.prior();
    }

    BitSet newlyExplained(BitSet unexplained) {
        BitSet both = (BitSet) failing.clone();
        both.and(unexplained);
        return both;
    }

    /** Whether all of these are members that fail. */
    boolean containsAll(BitSet members) {
        BitSet missing = (BitSet) members.clone();
        missing.andNot(failing);
        return missing.isEmpty();
    }

    List<Object> evidence() {
        return List.of(failing, ok);
    }
}
