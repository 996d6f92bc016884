package dev.portreach.alert.correlation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

    /** A cause that makes others needless. */
    private record Join(Candidate cause, List<Candidate> needless, double saving) {

        boolean isBetterThan(Join other) {
            return other == null
                    || saving > other.saving + EPSILON
                    || (saving > other.saving - EPSILON && Candidate.ORDER.compare(cause, other.cause) < 0);
        }
    }

    private final List<Member> members;
    private final Candidates candidates;
    private final Greedy greedy;
    private final Set<Candidate> chosen = new LinkedHashSet<>();
    /** How many of the chosen explain each member. */
    private final int[] cover;

    private Solver(List<Member> members, Candidates candidates) {
        this.members = members;
        this.candidates = candidates;
        this.greedy = new Greedy(members, candidates);
        this.cover = new int[members.size()];
    }

    /**
     * @param members all that fail in this part, in any order, numbered by it
     * @param candidates every cause that could explain some of them
     */
    static List<Choice> solve(List<Member> members, Candidates candidates) {
        Solver solver = new Solver(members, candidates);
        solver.greedy.byGain().forEach(solver::choose);
        boolean better = true;
        for (int i = 0; i < MAX_ROUNDS && better; i++) {
            boolean split = solver.splitWide();
            boolean joined = solver.joinSome();
            solver.dropNeedless();
            better = split || joined;
        }
        return Choice.of(solver.chosen, members, candidates);
    }

    private void choose(Candidate candidate) {
        if (chosen.add(candidate)) {
            for (int number : candidate.numbers()) {
                cover[number]++;
            }
        }
    }

    private void drop(Candidate candidate) {
        chosen.remove(candidate);
        for (int number : candidate.numbers()) {
            cover[number]--;
        }
    }

    /** Members that it explains and no other chosen one does. */
    private List<Member> own(Candidate candidate) {
        List<Member> own = new ArrayList<>();
        for (int number : candidate.numbers()) {
            if (cover[number] == 1) {
                own.add(members.get(number));
            }
        }
        return own;
    }

    /** The same in any order of addition. */
    private static double cost(Collection<Candidate> some) {
        return some.stream()
                .sorted(Candidate.ORDER)
                .mapToDouble(Candidate::cost)
                .sum();
    }

    /** A wide cause with members that are well, or a range of many rows, may cost more than several exact ones together: greed does not see it. */
    private boolean splitWide() {
        boolean better = false;
        for (Candidate wide : List.copyOf(chosen)) {
            List<Member> own = own(wide);
            if (wide.failing() == 1 && wide.ok() == 0 && !own.isEmpty()) {
                continue;
            }
            List<Candidate> instead = greedy.cheaperThan(wide, own);
            if (instead != null && cost(instead) < wide.cost() - EPSILON) {
                drop(wide);
                instead.forEach(this::choose);
                better = true;
            }
        }
        return better;
    }

    /** One cause that makes several needless may cost less than they do. */
    private boolean joinSome() {
        if (chosen.size() < 2) {
            return false;
        }
        Owners owners = new Owners();
        Set<Candidate> tried = new LinkedHashSet<>(chosen);
        Join best = null;
        for (Member member : owners.first) {
            // What makes a cause needless explains all that it has to itself, so also the first.
            List<Candidate> wider = new ArrayList<>();
            candidates.forEachShared(member, wider::add);
            wider.add(candidates.alone(member));
            for (Candidate wide : wider) {
                Join join = tried.add(wide) ? owners.join(wide) : null;
                if (join != null && join.saving() > EPSILON && join.isBetterThan(best)) {
                    best = join;
                }
            }
        }
        if (best == null) {
            return false;
        }
        best.needless().forEach(this::drop);
        choose(best.cause());
        return true;
    }

    /** Which of the chosen has which members to itself. */
    private final class Owners {

        private final List<Candidate> all = List.copyOf(chosen);
        private final int[] owner = new int[members.size()];
        private final int[] owned = new int[all.size()];
        private final int[] tally = new int[all.size()];
        /** Of each that has any, one. */
        private final List<Member> first = new ArrayList<>();

        Owners() {
            for (int i = 0; i < all.size(); i++) {
                List<Member> own = own(all.get(i));
                owned[i] = own.size();
                for (Member member : own) {
                    owner[member.local] = i;
                }
                if (!own.isEmpty()) {
                    first.add(own.get(0));
                }
            }
        }

        Join join(Candidate wide) {
            List<Candidate> needless = new ArrayList<>();
            for (int number : wide.numbers()) {
                int mine = owner[number];
                if (cover[number] == 1 && ++tally[mine] == owned[mine]) {
                    needless.add(all.get(mine));
                }
            }
            for (int number : wide.numbers()) {
                tally[owner[number]] = 0;
            }
            return needless.isEmpty() ? null : new Join(wide, needless, cost(needless) - wide.cost());
        }
    }

    private void dropNeedless() {
        List<Candidate> all = new ArrayList<>(chosen);
        for (int i = all.size() - 1; i >= 0; i--) {
            if (own(all.get(i)).isEmpty()) {
                drop(all.get(i));
            }
        }
    }
}
