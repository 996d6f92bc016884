package dev.portreach.lab.simulation;

import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.lab.simulation.Scorer.Finding;
import dev.portreach.lab.simulation.Scorer.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One company, one set of faults, from before the first to after the last: what was said when all of them were there, how
 * long it took, and how often it was told.
 */
public final class Scenario {

    private static final int SETTLED_INTERVALS = 10;

    private static final long SETTLED_MILLIS = 15_000;
    /** What came and went stays open until none of its turns counts any more, ten minutes at most. */
    private static final long FLAPPING_MILLIS = 630_000;

    private static final int STAGGER_INTERVALS = 6;

    /**
     * What to simulate.
     *
     * @param faults how many at once
     */
    public record Setting(Family family, Range faults, Trouble trouble, Noise noise) {}

    /**
     * What came of it.
     *
     * @param intervals to the first moment at which each fault was named, negative if it never was, in intervals of a check
     * @param baselines scores of the simpler methods at the same moment
     * @param pages messages sent: openings, and changes of cause, in the order of time
     * @param repeats messages about a cause told before
     * @param leftOpen incidents still open when all has long been well
     */
    record Result(
            long seed,
            Topology topology,
            List<Fault> faults,
            Score score,
            List<Double> intervals,
            Map<Baseline, Score> baselines,
            List<Journal.Page> pages,
            int repeats,
            int leftOpen) {

        /** Incidents that were opened, or opened again. */
        int openings() {
            return (int) pages.stream()
                    .filter(page -> page.change() != IncidentChange.CAUSE_CHANGED)
                    .count();
        }
    }

    private Scenario() {}

    static Result run(Setting setting, long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ setting.family().salt());
        Topology topology =
                TopologyGenerator.draw(setting.family(), setting.noise().wrongLabels(), random);
        long interval = topology.intervalMillis();
        long start = Simulation.START + 2 * interval;
        long stagger = STAGGER_INTERVALS * interval;
        long lasting = settled(setting.trouble()) * interval + SETTLED_MILLIS;
        List<Fault> faults = new FaultGenerator(topology, random)
                .draw(setting.faults().drawInt(random), setting.trouble(), start, stagger, lasting);
        long look = faults.stream().mapToLong(Fault::start).max().orElse(start) + lasting - interval;
        long over = faults.stream().mapToLong(Fault::end).max().orElse(look);
        long calm = calm(setting.trouble(), interval);
        long horizon = over + SETTLED_INTERVALS * interval + calm;
        // Of gray loss every probe tells.
        Shortcut shortcut = setting.trouble() == Trouble.GRAY ? Shortcut.NONE : Shortcut.STEADY;
        Simulation simulation =
                new Simulation(topology, setting.noise(), faults, horizon, shortcut, random.nextLong(), state -> {});
        Scorer scorer = new Scorer(topology);
        double[] found = new double[faults.size()];
        Arrays.fill(found, -1);
        Score score = null;
        Map<Baseline, Score> baselines = new LinkedHashMap<>();
        for (long now = Simulation.START + Simulation.ROUND_MILLIS; now < horizon; now += Simulation.ROUND_MILLIS) {
            simulation.step(now);
            if (now < over && simulation.journal().hasChanged()) {
                time(faults, scorer, simulation, now, found);
            }
            if (score == null && now >= look) {
                BitSet known = simulation.picture().known(topology);
                score = scorer.score(faults, simulation.journal().open(), known);
                Groups groups = new Groups(topology, known, simulation.picture().failing(topology));
                for (Baseline baseline : Baseline.values()) {
                    baselines.put(baseline, scorer.score(faults, baseline.says(groups), known));
                }
            }
        }
        List<Double> intervals = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            intervals.add(found[i] < 0 ? -1 : (found[i] - faults.get(i).start()) / interval);
        }
        Journal journal = simulation.journal();
        return new Result(
                seed,
                topology,
                faults,
                score,
                intervals,
                baselines,
                journal.pages(),
                journal.repeats(),
                journal.open().size());
    }

    /** How long after the last fault began, at least, it is asked what is said: intervals, and beyond them time to settle. */
    private static int settled(Trouble trouble) {
        return switch (trouble) {
            case HARD -> SETTLED_INTERVALS;
            case FLAPPING -> 45; // the third time that it is over it is known to come and go
            case GRAY -> 200; // a loss of a tenth takes 130 probes of whatever shares it
        };
    }

    /** How long after the last fault, beyond some intervals, nothing should be open any more, in milliseconds. */
    private static long calm(Trouble trouble, long interval) {
        return switch (trouble) {
            case HARD -> SETTLED_MILLIS;
            case FLAPPING -> FLAPPING_MILLIS;
            case GRAY -> 150 * interval; // a pool is calm again after about a hundred probes
        };
    }

    private static void time(List<Fault> faults, Scorer scorer, Simulation simulation, long now, double[] found) {
        List<Fault> active = faults.stream()
                .filter(fault -> fault.start() <= now && now < fault.end())
                .toList();
        Score score = scorer.score(
                active, simulation.journal().open(), simulation.picture().known(simulation.topology()));
        for (int i = 0; i < active.size(); i++) {
            int fault = faults.indexOf(active.get(i));
            if (found[fault] < 0 && score.findings().get(i) == Finding.FOUND) {
                found[fault] = now;
            }
        }
    }
}
