package dev.portreach.alert.correlation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;

/** The method of {@link Solver} as plainly as it can be written: every candidate in one list, everything counted anew each time. */
final class PlainSolver {

    private static final double EPSILON = 1e-9;

    /** What it chose, the members that this explains, and the next best. */
    record Choice(Candidate cause, Set<Member> mine, Candidate runnerUp) {}

    private final Set<Member> members;
    private final List<Candidate> all = new ArrayList<>();
    private final Map<Candidate, Set<Member>> explains = new HashMap<>();
    private final List<Candidate> chosen = new ArrayList<>();

    private PlainSolver(List<Member> members, Candidates candidates) {
        this.members = Set.copyOf(members);
        all.addAll(candidates.shared());
        members.forEach(member -> all.add(candidates.alone(member)));
        for (Candidate candidate : all) {
            Set<Member> failing = new HashSet<>();
            candidate.forEachFailing(failing::add);
            explains.put(candidate, failing);
        }
    }

    static List<Choice> solve(List<Member> members, Candidates candidates) {
        PlainSolver solver = new PlainSolver(members, candidates);
        solver.chosen.addAll(solver.greedy(solver.members, null, Double.MAX_VALUE, Candidate::gain));
        boolean better = true;
        while (better) {
            boolean split = solver.split();
            boolean joined = solver.join();
            solver.drop();
            better = split || joined;
        }
        return solver.choices();
    }

    private int left(Candidate candidate, Set<Member> open) {
        return (int) explains.get(candidate).stream().filter(open::contains).count();
    }

    private List<Candidate> greedy(
            Set<Member> targets, Candidate without, double limit, ToDoubleBiFunction<Candidate, Integer> worth) {
        Set<Member> open = new HashSet<>(targets);
        List<Candidate> taken = new ArrayList<>();
        double spent = 0;
        while (!open.isEmpty() && spent < limit) {
            Candidate best = all.stream()
                    .filter(each -> each != without && left(each, open) > 0)
                    .min(Comparator.comparingDouble((Candidate each) -> -worth.applyAsDouble(each, left(each, open)))
                            .thenComparing(Candidate.ORDER))
                    .orElse(null);
            if (best == null) {
                return null;
            }
            taken.add(best);
            spent += best.cost();
            open.removeAll(explains.get(best));
        }
        return open.isEmpty() ? taken : null;
    }

    private static double cost(Collection<Candidate> some) {
        return some.stream()
                .sorted(Candidate.ORDER)
                .mapToDouble(Candidate::cost)
                .sum();
    }

    private Set<Member> own(Candidate candidate) {
        Set<Member> own = new HashSet<>(explains.get(candidate));
        chosen.stream().filter(each -> each != candidate).forEach(each -> own.removeAll(explains.get(each)));
        return own;
    }

    private boolean split() {
        boolean better = false;
        for (Candidate wide : List.copyOf(chosen)) {
            List<Candidate> instead =
                    greedy(own(wide), wide, wide.cost(), (candidate, left) -> left / candidate.cost());
            if (instead != null && cost(instead) < wide.cost() - EPSILON) {
                chosen.remove(wide);
                instead.stream().filter(each -> !chosen.contains(each)).forEach(chosen::add);
                better = true;
            }
        }
        return better;
    }

    private boolean join() {
        Candidate best = null;
        List<Candidate> needless = List.of();
        double most = 0;
        for (Candidate wide : all) {
            if (chosen.size() < 2 || chosen.contains(wide)) {
                continue;
            }
            List<Candidate> freed = chosen.stream()
                    .filter(each -> !own(each).isEmpty() && explains.get(wide).containsAll(own(each)))
                    .toList();
            double saving = cost(freed) - wide.cost();
            if (saving > most + EPSILON
                    || (best != null && saving > most - EPSILON && Candidate.ORDER.compare(wide, best) < 0)) {
                best = wide;
                needless = freed;
                most = saving;
            }
        }
        if (best != null) {
            chosen.removeAll(needless);
            chosen.add(best);
        }
        return best != null;
    }

    private void drop() {
        for (Candidate candidate : List.copyOf(chosen).stream()
                .sorted(Comparator.comparingInt(chosen::indexOf).reversed())
                .toList()) {
            if (own(candidate).isEmpty()) {
                chosen.remove(candidate);
            }
        }
    }

    private List<Choice> choices() {
        Set<Member> open = new HashSet<>(members);
        List<Choice> choices = new ArrayList<>();
        chosen.sort(Comparator.comparingInt(Candidate::failing).reversed().thenComparing(Candidate.ORDER));
        for (Candidate cause : chosen) {
            Set<Member> mine = new HashSet<>(explains.get(cause));
            mine.retainAll(open);
            open.removeAll(mine);
            if (!mine.isEmpty()) {
                choices.add(new Choice(cause, mine, runnerUp(cause, mine)));
            }
        }
        return choices;
    }

    private Candidate runnerUp(Candidate cause, Set<Member> mine) {
        return all.stream()
                .filter(other -> other != cause && left(other, mine) > 0 && other.gain(left(other, mine)) > 0)
                .min(Comparator.comparingDouble((Candidate other) -> -other.gain(left(other, mine)))
                        .thenComparing(Candidate.ORDER))
                .orElse(null);
    }
}
