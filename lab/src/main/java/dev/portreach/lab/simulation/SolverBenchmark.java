package dev.portreach.lab.simulation;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.state.Verdict;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Processor time of a round of the correlator with 200,000 checks: when nothing or little changes, when faults begin, and when
 * all that runs in the core fails.
 */
public final class SolverBenchmark {

    private static final int CHECKS = 200_000;
    private static final Family COMPANY = Family.REPORT.sized(Range.of(1_000, 1_000), Range.of(60, 75));
    private static final int FAULTS = 8;
    private static final int SOME = 100;
    private static final int RUNS = 9;
    /** Until what is broken is told, and until what is over is closed: few checks wait for a turn and more. */
    private static final long SETTLING_ROUNDS = 60_000 / Simulation.ROUND_MILLIS;
    /** After this much time, milliseconds, what was closed is forgotten and comes back as something new. */
    private static final long CALM_MILLIS = 1_000_000;

    /** @param views what begins to fail */
    private record Scenario(String word, String name, Supplier<BitSet> views) {}

    private final Topology topology;
    private final Journal journal = new Journal();
    private final Picture picture = new Picture(journal, Instant.ofEpochMilli(Simulation.START), false, state -> {});
    private final StateFeed feed;
    private final SplittableRandom random;
    private long now = Simulation.START;

    private SolverBenchmark(long seed) {
        random = new SplittableRandom(seed);
        topology = drawn(random);
        feed = new StateFeed(topology, picture);
        round();
    }

    /** Companies differ in size: the first with at least as many checks, cut. */
    private static Topology drawn(SplittableRandom random) {
        Topology drawn = TopologyGenerator.draw(COMPANY, 0, random);
        while (drawn.checks().size() < CHECKS) {
            drawn = TopologyGenerator.draw(COMPANY, 0, random);
        }
        return drawn.cut(CHECKS);
    }

    /**
     * Prints a table.
     *
     * @param args {@code --seed N}, {@code --runs N}, and {@code --only WORD}, one of {@code steady}, {@code some},
     *     {@code faults}, {@code component}, {@code all}: then nothing before it in the process has warmed it up
     */
    public static void main(String[] args) {
        List<String> words = List.of(args);
        int runs = Integer.parseInt(Words.after(words, "--runs", Integer.toString(RUNS)));
        String only = Words.after(words, "--only", "");
        SolverBenchmark benchmark = new SolverBenchmark(Long.parseLong(Words.after(words, "--seed", "1")));
        System.out.printf(
                "| what begins to fail, of %,d checks | views, median | incidents | ms of the round that finds the"
                        + " causes: first in the process; median of %d, longest | the same of the longest round until all"
                        + " is told |%n| --- | --- | --- | --- | --- |%n",
                CHECKS, runs);
        for (Scenario scenario : benchmark.scenarios()) {
            if (only.isEmpty() || only.equals(scenario.word())) {
                System.out.println(benchmark.line(scenario, runs));
            }
        }
    }

    private List<Scenario> scenarios() {
        return List.of(
                new Scenario("steady", "nothing", BitSet::new),
                new Scenario("some", SOME + " checks here and there", this::someChecks),
                new Scenario("faults", FAULTS + " faults at once", this::faults),
                new Scenario("component", "the most used component, from everywhere", this::mostUsedComponent),
                new Scenario("all", "everything, from everywhere", this::everything));
    }

    private String line(Scenario scenario, int runs) {
        List<Double> firsts = new ArrayList<>();
        List<Double> telling = new ArrayList<>();
        List<Integer> failing = new ArrayList<>();
        List<Integer> incidents = new ArrayList<>();
        for (int i = 0; i <= runs; i++) {
            BitSet views = scenario.views().get();
            feed.say(views, Verdict.FAILING, Outcome.TIMEOUT, now);
            firsts.add(round());
            double longest = 0;
            for (int more = 0; more < SETTLING_ROUNDS; more++) {
                longest = Math.max(longest, round());
            }
            telling.add(longest);
            failing.add(views.cardinality());
            incidents.add(journal.open().size());
            feed.say(views, Verdict.OK, Outcome.OPEN, now);
            for (int more = 0; more < SETTLING_ROUNDS; more++) {
                round();
            }
            now += CALM_MILLIS;
            round();
        }
        return "| %s | %,d | %d | %s | %s |"
                .formatted(
                        scenario.name(), median(failing), median(incidents), coldAndWarm(firsts), coldAndWarm(telling));
    }

    private static String coldAndWarm(List<Double> millis) {
        List<Double> warm = millis.subList(1, millis.size());
        return "%.1f; **%.1f**, %.1f".formatted(millis.get(0), median(warm), Collections.max(warm));
    }

    private static <T extends Comparable<T>> T median(List<T> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private BitSet someChecks() {
        BitSet some = new BitSet();
        while (some.cardinality() < SOME) {
            some.set(random.nextInt(topology.views().size()));
        }
        return some;
    }

    private BitSet faults() {
        BitSet all = new BitSet();
        new FaultGenerator(topology, random)
                .draw(FAULTS, Trouble.HARD, now, 0, 0)
                .forEach(fault -> all.or(fault.members()));
        return all;
    }

    private BitSet mostUsedComponent() {
        Map<String, Long> uses = topology.checks().stream()
                .collect(Collectors.groupingBy(check -> check.endpoint().component(), Collectors.counting()));
        String most =
                Collections.max(uses.entrySet(), Map.Entry.comparingByValue()).getKey();
        BitSet views = new BitSet();
        topology.views().stream()
                .filter(view -> view.check().endpoint().component().equals(most))
                .forEach(view -> views.set(view.index()));
        return views;
    }

    private BitSet everything() {
        BitSet all = new BitSet();
        all.set(0, topology.views().size());
        return all;
    }

    /** @return processor time in milliseconds: what else runs on the machine does not count */
    private double round() {
        now += Simulation.ROUND_MILLIS;
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        picture.round(Instant.ofEpochMilli(now));
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e6;
    }
}
