package dev.portreach.lab.simulation;

import dev.portreach.alert.correlation.Correlator;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** How long a round of the correlator takes with 200,000 checks: eight faults at once, one check, all of them. */
final class SolvingTime {

    private static final Range SITES = Range.of(1_000, 1_000);
    private static final int CHECKS = 200_000;
    private static final int FAULTS = 8;
    private static final int TIMES = 7;

    private final Topology topology;
    private final Correlator correlator = new Correlator(new Journal());
    private final StateFeed feed;
    private final SplittableRandom random;
    private long now = Simulation.START;

    private SolvingTime(long seed) {
        random = new SplittableRandom(seed);
        topology = drawn(random);
        feed = new StateFeed(topology, correlator);
        round();
    }

    /** Companies differ in size: the first with at least as many checks, cut. */
    private static Topology drawn(SplittableRandom random) {
        Family family = Family.REPORT.sized(SITES, Range.of(70, 100));
        Topology drawn = TopologyGenerator.draw(family, 0, random);
        while (drawn.checks().size() < CHECKS) {
            drawn = TopologyGenerator.draw(family, 0, random);
        }
        return drawn.cut(CHECKS);
    }

    /** Lines of a table: what was measured, and milliseconds of the median and the longest round. */
    static List<String> measure(long seed) {
        SolvingTime solving = new SolvingTime(seed);
        List<String> lines = new ArrayList<>();
        lines.add(solving.line("8 faults begin", solving::faults));
        lines.add(solving.line("one check of 200,000 changes", solving::oneCheck));
        lines.add(solving.line("all checks begin to fail", solving::everything));
        return lines;
    }

    private String line(String what, Supplier<BitSet> broken) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            BitSet views = broken.get();
            feed.say(views, Verdict.FAILING, Outcome.TIMEOUT, now);
            millis.add(round());
            round();
            feed.say(views, Verdict.OK, Outcome.OPEN, now);
            for (int calm = 0; calm < 100; calm++) {
                round();
            }
        }
        List<Double> sorted = millis.stream().sorted().toList();
        return "| a round with %,d checks, %s: median, longest of %d | %.0f ms, %.0f ms |"
                .formatted(topology.checks().size(), what, TIMES, sorted.get(TIMES / 2), sorted.get(TIMES - 1));
    }

    private BitSet faults() {
        BitSet all = new BitSet();
        new FaultGenerator(topology, random)
                .draw(FAULTS, Trouble.HARD, now, 0, 0)
                .forEach(fault -> all.or(fault.members()));
        return all;
    }

    private BitSet oneCheck() {
        BitSet one = new BitSet();
        one.set(random.nextInt(topology.views().size()));
        return one;
    }

    private BitSet everything() {
        BitSet all = new BitSet();
        all.set(0, topology.views().size());
        return all;
    }

    /** @return how long it took, in milliseconds */
    private double round() {
        now += Simulation.ROUND_MILLIS;
        long began = System.nanoTime();
        correlator.round(Instant.ofEpochMilli(now));
        return (System.nanoTime() - began) / 1e6;
    }
}
