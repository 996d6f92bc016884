package dev.portreach.lab.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Compares what is said with what is broken, at one moment.
 *
 * <p>The <em>own</em> views of a fault are those known ones that no other fault makes fail. A fault without any is
 * <em>masked</em>: it is neither to be found nor wrong to name. Every other fault is to be found, once. What is said names a
 * fault if it, or an alternative it names itself,
 *
 * <ul>
 *   <li>has the same kind and scope;
 *   <li>or cannot be told from it: apart from views that other faults make fail, both cover the same known views. What is
 *       masked of a fault cannot tell anybody its extent, so that of a region of which all but one site is down anyway, the
 *       site is as right as the region;
 *   <li>or covers exactly what several faults cover together, apart from views that the rest makes fail: then all of these
 *       are found, as one cause instead of several is the better guess.
 * </ul>
 *
 * <p>What names no fault, or one that is named already, is false. So are the several parts of one fault. Wrong labels
 * excuse nothing: a site that fails with its region, but is booked under another, is false as a cause of its own, and is
 * counted apart as well. Views are compared as the catalog believes them to be.
 */
final class Scorer {

    /** Not about the network. */
    private static final Set<String> OF_AGENTS = Set.of("agent-silent", "untrusted", "blind");

    private final Extents believed;

    Scorer(Topology topology) {
        believed = new Extents(topology, true);
    }

    /** What became of a fault. */
    enum Finding {
        FOUND,
        MISSED,
        MASKED
    }

    /**
     * A score.
     *
     * @param findings by fault, in the order given
     * @param own number of own views of each fault
     * @param falseOnes what was said and is not so
     * @param right number of things said that are so
     * @param mislabelled those of the false ones that cover nothing but views that do fail
     */
    record Score(List<Finding> findings, List<Integer> own, List<Said> falseOnes, int right, int mislabelled) {

        int count(Finding finding) {
            return (int) findings.stream().filter(finding::equals).count();
        }
    }

    /** @param known views of which anything is known */
    Score score(List<Fault> faults, List<Said> said, BitSet known) {
        List<BitSet> failing =
                faults.stream().map(fault -> and(fault.members(), known)).toList();
        List<BitSet> others = new ArrayList<>();
        List<Integer> own = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            others.add(unionBut(failing, Set.of(i)));
            own.add(minus(failing.get(i), others.get(i)).cardinality());
            findings.add(own.get(i) == 0 ? Finding.MASKED : Finding.MISSED);
        }
        List<Said> left = new ArrayList<>(said);
        claim(faults, findings, left, (fault, each) -> isNamed(faults.get(fault), each));
        claimTogether(failing, findings, left, known);
        claim(faults, findings, left, (fault, each) -> isSame(faults.get(fault), each, others.get(fault), known));
        int right = said.size() - left.size();
        left.removeIf(each -> isOfMasked(faults, findings, each, others, known));
        BitSet all = unionBut(failing, Set.of());
        int mislabelled = (int) left.stream()
                .filter(each -> each.names().anyMatch(name -> isWithin(and(members(name), known), all)))
                .count();
        return new Score(List.copyOf(findings), List.copyOf(own), List.copyOf(left), right, mislabelled);
    }

    private interface Naming {
        boolean names(int fault, Said said);
    }

    private static void claim(List<Fault> faults, List<Finding> findings, List<Said> left, Naming naming) {
        for (int i = 0; i < faults.size(); i++) {
            if (findings.get(i) == Finding.MISSED) {
                int fault = i;
                Said found = left.stream()
                        .filter(each -> naming.names(fault, each))
                        .findFirst()
                        .orElse(null);
                if (found != null) {
                    left.remove(found);
                    findings.set(i, Finding.FOUND);
                }
            }
        }
    }

    private static boolean isNamed(Fault fault, Said said) {
        return said.names().anyMatch(fault.blame()::equals);
    }

    private boolean isSame(Fault fault, Said said, BitSet others, BitSet known) {
        BitSet wanted = minus(and(members(fault.blame()), known), others);
        return !wanted.isEmpty()
                && said.names().anyMatch(name -> minus(and(members(name), known), others)
                        .equals(wanted));
    }

    /** Comes before the comparison with single faults: what covers two is the same as either, apart from the other. */
    private void claimTogether(List<BitSet> failing, List<Finding> findings, List<Said> left, BitSet known) {
        for (Said each : List.copyOf(left)) {
            BitSet covered = and(members(each.blame()), known);
            List<Integer> within = new ArrayList<>();
            for (int i = 0; i < failing.size(); i++) {
                if (findings.get(i) == Finding.MISSED && isWithin(failing.get(i), covered)) {
                    within.add(i);
                }
            }
            BitSet rest = unionBut(failing, Set.copyOf(within));
            BitSet together = within.stream().map(failing::get).collect(BitSet::new, BitSet::or, BitSet::or);
            if (within.size() > 1 && minus(covered, rest).equals(minus(together, rest))) {
                within.forEach(i -> findings.set(i, Finding.FOUND));
                left.remove(each);
            }
        }
    }

    private boolean isOfMasked(
            List<Fault> faults, List<Finding> findings, Said said, List<BitSet> others, BitSet known) {
        for (int i = 0; i < faults.size(); i++) {
            if (findings.get(i) == Finding.MASKED
                    && (isNamed(faults.get(i), said) || isSame(faults.get(i), said, others.get(i), known))) {
                return true;
            }
        }
        return false;
    }

    private BitSet members(Blame blame) {
        return OF_AGENTS.contains(blame.kind()) ? new BitSet() : believed.of(blame);
    }

    private static BitSet unionBut(List<BitSet> sets, Set<Integer> left) {
        BitSet union = new BitSet();
        for (int i = 0; i < sets.size(); i++) {
            if (!left.contains(i)) {
                union.or(Objects.requireNonNull(sets.get(i)));
            }
        }
        return union;
    }

    private static boolean isWithin(BitSet some, BitSet all) {
        return !some.isEmpty() && minus(some, all).isEmpty();
    }

    private static BitSet and(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both;
    }

    private static BitSet minus(BitSet one, BitSet other) {
        BitSet left = (BitSet) one.clone();
        left.andNot(other);
        return left;
    }
}
