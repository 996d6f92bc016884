package dev.portreach.alert.correlation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Covers failing members, always taking the candidate that is worth most. What one is worth only falls as others are
 * taken, so old offers are upper bounds, and only the best of them is looked at again (Minoux, "Accelerated greedy
 * algorithms", 1978). Members alone are all worth the same: they are taken when nothing that explains several is worth more.
 */
final class Greedy {

    /** What a candidate is worth if it explains so many of the members that are left. */
    private interface Worth {
        double of(double cost, int left);
    }

    /** So many members at most are looked at to see that nothing can be cheaper. */
    private static final int SAMPLE = 64;

    private static final Worth GAIN = Candidate::gain;
    private static final Worth PER_COST = (cost, left) -> left / cost;

    /** @param asOf how many had been taken when this was its worth */
    private record Offer(Candidate candidate, int asOf, double worth) implements Comparable<Offer> {

        @Override
        public int compareTo(Offer other) {
            int order = Double.compare(other.worth, worth);
            return order != 0 ? order : Candidate.ORDER.compare(candidate, other.candidate);
        }
    }

    private final List<Member> members;
    private final Candidates candidates;
    private final BitSet open = new BitSet();

    Greedy(List<Member> members, Candidates candidates) {
        this.members = members;
        this.candidates = candidates;
    }

    /** Covers all members by what gains most. */
    List<Candidate> byGain() {
        return cover(members, candidates.shared(), GAIN, Double.POSITIVE_INFINITY);
    }

    /** Covers these members by what costs least for each; null if that costs as much as the one cause they have now. */
    List<Candidate> cheaperThan(Candidate wide, List<Member> targets) {
        if (leastCost(wide, targets) >= wide.cost()) {
            return null;
        }
        // Most of the part is touched by most candidates: looking for those that do would take longest.
        boolean most = targets.size() > members.size() / 2;
        List<Candidate> touching = most ? new ArrayList<>(candidates.shared()) : candidates.touching(targets);
        touching.remove(wide);
        return cover(targets, touching, PER_COST, wide.cost());
    }

    /**
     * What it costs at least to explain these otherwise: each of a sample has to be explained, and shares the cost of what
     * explains it with no more of them than that explains.
     */
    private double leastCost(Candidate without, List<Member> targets) {
        List<Member> sample = new ArrayList<>();
        for (int i = 0; i < targets.size(); i += 1 + targets.size() / SAMPLE) {
            sample.add(targets.get(i));
        }
        List<Candidate> touching = candidates.tally(sample);
        double cost = 0;
        for (Member member : sample) {
            double[] least = {Candidate.COST_ALONE};
            candidates.forEachShared(member, candidate -> {
                if (candidate != without) {
                    least[0] = Math.min(least[0], candidate.cost() / candidate.tally);
                }
            });
            cost += least[0];
        }
        touching.forEach(candidate -> candidate.tally = 0);
        return cost;
    }

    private List<Candidate> cover(
            Collection<Member> targets, Collection<Candidate> touching, Worth worth, double limit) {
        open.clear();
        targets.forEach(member -> open.set(member.local));
        PriorityQueue<Offer> offers = new PriorityQueue<>(touching.stream()
                .map(each -> new Offer(each, -1, worth.of(each.cost(), Math.min(each.failing(), targets.size()))))
                .toList());
        double alone = worth.of(Candidate.COST_ALONE, 1);
        int left = targets.size();
        double spent = 0;
        List<Candidate> taken = new ArrayList<>();
        while (left > 0) {
            Offer best = offers.peek();
            double most = best == null ? alone : Math.max(best.worth(), alone);
            // No candidate covers members for less than the best one does.
            if (limit < Double.POSITIVE_INFINITY && spent + left / most >= limit) {
                return null;
            }
            Candidate next;
            if (best == null || best.worth() < alone) {
                next = candidates.alone(members.get(open.nextSetBit(0)));
            } else if (best.asOf() < taken.size()) {
                offers.poll();
                int still = count(best.candidate());
                if (still > 0) {
                    offers.add(new Offer(
                            best.candidate(),
                            taken.size(),
                            worth.of(best.candidate().cost(), still)));
                }
                continue;
            } else if (best.worth() == alone && isAfterOneAlone(best.candidate())) {
                next = firstAlone();
            } else {
                offers.poll();
                next = best.candidate();
            }
            taken.add(next);
            spent += next.cost();
            left -= close(next);
        }
        return taken;
    }

    private int count(Candidate candidate) {
        int count = 0;
        for (int number : candidate.numbers()) {
            count += open.get(number) ? 1 : 0;
        }
        return count;
    }

    private int close(Candidate candidate) {
        int before = count(candidate);
        for (int number : candidate.numbers()) {
            open.clear(number);
        }
        return before;
    }

    private boolean isAfterOneAlone(Candidate candidate) {
        return Candidate.ORDER.compare(firstAlone(), candidate) < 0;
    }

    private Candidate firstAlone() {
        return open.stream()
                .mapToObj(i -> candidates.alone(members.get(i)))
                .min(Candidate.ORDER)
                .orElseThrow();
    }
}
