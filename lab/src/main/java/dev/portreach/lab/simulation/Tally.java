package dev.portreach.lab.simulation;

import dev.portreach.lab.simulation.Scorer.Finding;
import dev.portreach.lab.simulation.Scorer.Score;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scores added up. */
final class Tally {

    static final int MANY = 10;

    private int found;
    private int missed;
    private int missedMany;
    private int masked;
    private int right;
    private int falseOnes;
    private int mislabelled;
    private final Map<String, Map<Finding, Integer>> byKind = new TreeMap<>();
    private final List<Double> timesMany = new ArrayList<>();
    private final List<Double> timesOne = new ArrayList<>();
    private int openings;
    private int pages;
    private int repeats;
    private int leftOpen;

    void add(List<Fault> faults, Score score) {
        found += score.count(Finding.FOUND);
        missed += score.count(Finding.MISSED);
        masked += score.count(Finding.MASKED);
        right += score.right();
        falseOnes += score.falseOnes().size();
        mislabelled += score.mislabelled();
        for (int i = 0; i < faults.size(); i++) {
            Finding finding = score.findings().get(i);
            missedMany += finding == Finding.MISSED && score.own().get(i) >= MANY ? 1 : 0;
            byKind.computeIfAbsent(faults.get(i).blame().kind(), kind -> new EnumMap<>(Finding.class))
                    .merge(finding, 1, Integer::sum);
        }
    }

    void add(Scenario.Result result) {
        add(result.faults(), result.score());
        openings += result.openings();
        pages += result.pages().size();
        repeats += result.repeats();
        leftOpen += result.leftOpen();
        for (int i = 0; i < result.faults().size(); i++) {
            double time = result.intervals().get(i);
            int own = result.score().own().get(i);
            if (time >= 0 && own >= MANY) {
                timesMany.add(time);
            } else if (time >= 0 && own == 1) {
                timesOne.add(time);
            }
        }
    }

    int faults() {
        return found + missed;
    }

    int missed() {
        return missed;
    }

    int missedMany() {
        return missedMany;
    }

    int masked() {
        return masked;
    }

    int falseOnes() {
        return falseOnes;
    }

    int mislabelled() {
        return mislabelled;
    }

    int repeats() {
        return repeats;
    }

    int leftOpen() {
        return leftOpen;
    }

    /** 0 to 1; 1 where nothing was said. */
    double precision() {
        return right + falseOnes == 0 ? 1 : (double) right / (right + falseOnes);
    }

    /** 0 to 1; 1 where nothing was to be found. */
    double recall() {
        return faults() == 0 ? 1 : (double) found / faults();
    }

    double f1() {
        double sum = precision() + recall();
        return sum == 0 ? 0 : 2 * precision() * recall() / sum;
    }

    double openingsPerFault() {
        return faults() == 0 ? 0 : (double) openings / faults();
    }

    double pagesPerFault() {
        return faults() == 0 ? 0 : (double) pages / faults();
    }

    /** Intervals to the right cause of faults with at least {@link #MANY} own views. */
    List<Double> timesMany() {
        return timesMany.stream().sorted().toList();
    }

    /** The same of faults with one. */
    List<Double> timesOne() {
        return timesOne.stream().sorted().toList();
    }

    /** Found, missed and masked, by kind of fault. */
    Map<String, Map<Finding, Integer>> byKind() {
        return byKind;
    }
}
