package dev.portreach.alert.correlation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A chosen cause.
 *
 * @param mine those failing members that no wider choice explains
 * @param runnerUp what would gain most by explaining these in its stead, null if nothing else does
 * @param runnerUpGain what that would be, 0 if there is none
 */
record Choice(Candidate cause, List<Member> mine, Candidate runnerUp, double runnerUpGain) {

    /** With more members than this, the widest candidates are looked at first instead of all that explain some of them. */
    private static final int WIDE = 500;

    /** The widest first: each member is explained once. */
    static List<Choice> of(Collection<Candidate> chosen, List<Member> members, Candidates candidates) {
        List<Candidate> ordered = new ArrayList<>(chosen);
        ordered.sort(Comparator.comparingInt(Candidate::failing).reversed().thenComparing(Candidate.ORDER));
        int[] explainedBy = new int[members.size()];
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            int number = i + 1;
            List<Member> mine = new ArrayList<>();
            for (int member : ordered.get(i).numbers()) {
                if (explainedBy[member] == 0) {
                    explainedBy[member] = number;
                    mine.add(members.get(member));
                }
            }
            if (!mine.isEmpty()) {
                RunnerUp second = new RunnerUp(ordered.get(i));
                if (mine.size() > WIDE) {
                    second.seekWidestFirst(number, explainedBy, mine.size(), candidates);
                } else {
                    second.seekAround(mine, candidates);
                }
                second.seekAlone(mine, candidates);
                choices.add(new Choice(ordered.get(i), mine, second.candidate, second.gain));
            }
        }
        return choices;
    }

    private static final class RunnerUp {

        private final Candidate best;
        private Candidate candidate;
        private double gain;

        RunnerUp(Candidate best) {
            this.best = best;
        }

        private void consider(Candidate other, double otherGain) {
            boolean more = otherGain > gain
                    || (candidate != null && otherGain == gain && Candidate.ORDER.compare(other, candidate) < 0);
            if (other != best && more) {
                candidate = other;
                gain = otherGain;
            }
        }

        void seekAround(List<Member> mine, Candidates candidates) {
            List<Candidate> touched = candidates.tally(mine);
            touched.forEach(each -> consider(each, each.gain(each.tally)));
            touched.forEach(each -> each.tally = 0);
        }

        void seekWidestFirst(int number, int[] explainedBy, int size, Candidates candidates) {
            for (Candidate each : candidates.widestFirst()) {
                if (Candidate.gain(0, each.failing()) < gain) {
                    return; // neither this one nor one after it can gain more
                }
                if (each.gain(Math.min(size, each.failing())) >= gain) {
                    int count = 0;
                    for (int member : each.numbers()) {
                        count += explainedBy[member] == number ? 1 : 0;
                    }
                    consider(each, each.gain(count));
                }
            }
        }

        void seekAlone(List<Member> mine, Candidates candidates) {
            if (gain <= Candidate.GAIN_ALONE) {
                mine.forEach(member -> consider(candidates.alone(member), Candidate.GAIN_ALONE));
            }
        }
    }
}
