package dev.portreach.alert.correlation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Chooses the few causes that explain all failing members of a part: greedily by log-likelihood gain, then by trying
 * whether others cost less: none, several narrow ones, or a wide one for several. See Kompella et al., SCORE (NSDI 2005)
 * and Harsh et al., Flock, for the kin of the method.
 */
final class Solver {

    /** Differences below this are rounding. */
    private static final double EPSILON = 1e-9;
    /** Each time something is replaced the cost falls; this is only against a surprise. */
    private static final int MAX_ROUNDS = 100;

    /** A chosen cause and those failing members that no cause before it explains. */
    record Choice(Candidate cause, BitSet mine, Candidate runnerUp) {}

    private final List<Member> members;
    private final List<Candidate> candidates;
    /** Candidates of member i: {@code of[starts[i]]} to {@code of[starts[i + 1] - 1]}. */
    private final int[] starts;

    private final Candidate[] of;

    private Solver(List<Member> members, List<Candidate> candidates) {
        this.members = members;
        this.candidates = candidates;
        for (int i = 0; i < members.size(); i++) {
            members.get(i).local = i;
        }
        int[] counts = new int[members.size() + 1];
        candidates.forEach(candidate -> candidate.forEachFailing(member -> counts[member.local + 1]++));
        for (int i = 0; i < members.size(); i++) {
            counts[i + 1] += counts[i];
        }
        starts = counts.clone();
        of = new Candidate[counts[members.size()]];
        candidates.forEach(candidate -> candidate.forEachFailing(member -> of[counts[member.local]++] = candidate));
    }

    /**
     * @param members all that fail in this part, in any order
     * @param candidates every cause that could explain some of them, and each one alone
     */
    static List<Choice> solve(List<Member> members, List<Candidate> candidates) {
        Solver solver = new Solver(members, candidates);
        BitSet all = new BitSet();
        all.set(0, members.size());
        List<Candidate> chosen =
                solver.greedy(all, null, Double.MAX_VALUE, candidate -> candidate.gain(candidate.left));
        boolean better = true;
        for (int i = 0; i < MAX_ROUNDS && better; i++) {
            boolean split = solver.splitWide(chosen);
            boolean joined = solver.joinSome(chosen);
            solver.dropNeedless(chosen);
            better = split || joined;
        }
        return solver.choices(chosen);
    }

    /**
     * Covers the targets, always taking what is worth most, as far as all together cost less than the limit. What a
     * candidate is worth only falls, so old offers are upper bounds.
     */
    private List<Candidate> greedy(BitSet targets, Candidate without, double limit, ToDoubleFunction<Candidate> worth) {
        record Offer(Candidate candidate, int left, double worth) {}
        BitSet open = (BitSet) targets.clone();
        List<Candidate> touched = count(targets);
        PriorityQueue<Offer> offers = new PriorityQueue<>(
                Comparator.comparingDouble(Offer::worth).reversed().thenComparing(Offer::candidate, Candidate.ORDER));
        for (Candidate candidate : touched) {
            if (candidate != without) {
                offers.add(new Offer(candidate, candidate.left, worth.applyAsDouble(candidate)));
            }
        }
        List<Candidate> chosen = new ArrayList<>();
        double spent = 0;
        while (!open.isEmpty() && !offers.isEmpty() && spent < limit) {
            Offer best = offers.poll();
            Candidate candidate = best.candidate();
            if (candidate.left != best.left()) {
                offers.add(new Offer(candidate, candidate.left, worth.applyAsDouble(candidate)));
            } else if (best.worth() <= 0) {
                break;
            } else {
                chosen.add(candidate);
                spent += candidate.cost();
                candidate.forEachFailing(member -> {
                    if (open.get(member.local)) {
                        open.clear(member.local);
                        discount(member.local);
                    }
                });
            }
        }
        touched.forEach(candidate -> candidate.left = 0);
        return chosen;
    }

    private void discount(int member) {
        for (int k = starts[member]; k < starts[member + 1]; k++) {
            of[k].left--;
        }
    }

    /** Counts for each candidate how many of these it would explain. */
    private List<Candidate> count(BitSet targets) {
        List<Candidate> touched = new ArrayList<>();
        for (int i = targets.nextSetBit(0); i >= 0; i = targets.nextSetBit(i + 1)) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                if (of[k].left++ == 0) {
                    touched.add(of[k]);
                }
            }
        }
        return touched;
    }

    /** How many of the chosen explain each member. */
    private int[] cover(List<Candidate> chosen) {
        int[] cover = new int[members.size()];
        chosen.forEach(candidate -> candidate.forEachFailing(member -> cover[member.local]++));
        return cover;
    }

    private static BitSet only(Candidate candidate, int[] cover) {
        BitSet only = new BitSet();
        candidate.forEachFailing(member -> only.set(member.local, cover[member.local] == 1));
        return only;
    }

    /** A wide cause with members that are well, or a range of many rows, may cost more than several exact ones together: greed does not see it. */
    private boolean splitWide(List<Candidate> chosen) {
        boolean better = false;
        int[] cover = cover(chosen);
        for (Candidate wide : List.copyOf(chosen)) {
            if (wide.failing() == 1 && wide.ok() == 0) {
                continue;
            }
            BitSet targets = only(wide, cover);
            List<Candidate> instead =
                    greedy(targets, wide, wide.cost(), candidate -> candidate.left / candidate.cost());
            if (covers(instead, targets) && cost(instead) < wide.cost() - EPSILON) {
                chosen.remove(wide);
                instead.stream().filter(each -> !chosen.contains(each)).forEach(chosen::add);
                cover = cover(chosen);
                better = true;
            }
        }
        return better;
    }

    private boolean covers(List<Candidate> instead, BitSet targets) {
        BitSet open = (BitSet) targets.clone();
        instead.forEach(candidate -> candidate.forEachFailing(member -> open.clear(member.local)));
        return open.isEmpty();
    }

    private static double cost(List<Candidate> some) {
        return some.stream()
                .sorted(Candidate.ORDER)
                .mapToDouble(Candidate::cost)
                .sum();
    }

    /** One cause that makes several needless may cost less than they do. */
    private boolean joinSome(List<Candidate> chosen) {
        if (chosen.size() < 2) {
            return false;
        }
        int[] cover = cover(chosen);
        int[] owner = new int[members.size()];
        int[] owned = new int[chosen.size()];
        for (int i = 0; i < chosen.size(); i++) {
            int number = i;
            chosen.get(i).forEachFailing(member -> {
                if (cover[member.local] == 1) {
                    owner[member.local] = number;
                    owned[number]++;
                }
            });
        }
        // What has fewer members than every chosen one has to itself makes none needless.
        int fewest = IntStream.of(owned).min().orElse(0);
        Candidate best = null;
        List<Candidate> needless = List.of();
        double bestSaving = EPSILON;
        int[] tally = new int[chosen.size()];
        Set<Candidate> taken = new LinkedHashSet<>(chosen);
        for (Candidate wide : candidates) {
            if (wide.failing() < fewest || taken.contains(wide)) {
                continue;
            }
            List<Candidate> freed = new ArrayList<>();
            wide.forEachFailing(member -> {
                if (cover[member.local] == 1 && ++tally[owner[member.local]] == owned[owner[member.local]]) {
                    freed.add(chosen.get(owner[member.local]));
                }
            });
            wide.forEachFailing(member -> tally[owner[member.local]] = 0);
            double saving = cost(freed) - wide.cost();
            if (saving > bestSaving
                    || (best != null && saving > bestSaving - EPSILON && Candidate.ORDER.compare(wide, best) < 0)) {
                best = wide;
                bestSaving = saving;
                needless = freed;
            }
        }
        if (best == null) {
            return false;
        }
        chosen.removeAll(needless);
        chosen.add(best);
        return true;
    }

    private void dropNeedless(List<Candidate> chosen) {
        int[] cover = cover(chosen);
        for (int i = chosen.size() - 1; i >= 0; i--) {
            Candidate candidate = chosen.get(i);
            if (only(candidate, cover).isEmpty()) {
                chosen.remove(i);
                candidate.forEachFailing(member -> cover[member.local]--);
            }
        }
    }

    /** The widest first: each member is explained once. */
    private List<Choice> choices(List<Candidate> chosen) {
        List<Candidate> ordered = new ArrayList<>(chosen);
        ordered.sort(Comparator.comparingInt(Candidate::failing).reversed().thenComparing(Candidate.ORDER));
        BitSet left = new BitSet();
        left.set(0, members.size());
        List<Choice> choices = new ArrayList<>();
        for (Candidate candidate : ordered) {
            BitSet mine = new BitSet();
            candidate.forEachFailing(member -> mine.set(member.local, left.get(member.local)));
            if (!mine.isEmpty()) {
                left.andNot(mine);
                choices.add(new Choice(candidate, mine, runnerUp(candidate, mine)));
            }
        }
        return choices;
    }

    private Candidate runnerUp(Candidate best, BitSet mine) {
        List<Candidate> touched = count(mine);
        Candidate second = touched.stream()
                .filter(other -> other != best && other.gain(other.left) > 0)
                .min(Comparator.comparingDouble((Candidate other) -> -other.gain(other.left))
                        .thenComparing(Candidate.ORDER))
                .orElse(null);
        touched.forEach(candidate -> candidate.left = 0);
        return second;
    }
}
