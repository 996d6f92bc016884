package dev.portreach.alert.correlation;

import dev.portreach.alert.correlation.Checks.Place;
import dev.portreach.alert.correlation.Checks.Row;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/**
 * Processor time of rounds at 200,000 checks: 1,000 sites with 200 rows each, a component with five rows on a host of its
 * own. Not run with the tests: {@code mvn test -Dtest=SolverBench -pl contracts,embedded,alert-service}.
 */
class SolverBench {

    private static final int SITES = 1_000;
    private static final int ROWS = 200;
    private static final int REPEATS = 9;

    private final List<Place> places = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Journal journal = new Journal();
    private final Correlator correlator = new Correlator(journal);
    private Instant now = Checks.START;

    @Test
    void printRoundTimes() {
        for (int i = 0; i < SITES; i++) {
            places.add(new Place("site" + i, "region" + i % 20, Checks.ACCESSES.get(i % 3)));
        }
        for (int i = 0; i < ROWS; i++) {
            rows.add(new Row("component" + i / 5, "10.0." + i / 5 + ".1", 10_000 + 7 * i));
        }
        report("first round, all well", () -> set((site, row) -> false, (site, row) -> true), 1);
        report("8 faults at once, to causes", this::eightFaults, REPEATS);
        report("steady with 8 faults, nothing changed", () -> {}, REPEATS);
        report("steady with 8 faults, 100 other checks changed", this::noise, REPEATS);
        report("all checks failing at once, to causes", () -> set((site, row) -> true, (site, row) -> true), 1);
        report("all failing, nothing changed", () -> {}, REPEATS);
        report("all well again", () -> set((site, row) -> false, (site, row) -> true), 1);
        report("all failing again", () -> set((site, row) -> true, (site, row) -> true), 1);
    }

    private boolean toggled;

    /** Sites, components, ports, a region and single checks, all turned in every round. */
    private void eightFaults() {
        toggled = !toggled;
        BiPredicate<Integer, Integer> faulty = (site, row) -> site == 3
                || site == 77
                || row / 5 == 4
                || row == 120
                || site % 20 == 7
                || (site == 10 && row / 5 == 9)
                || (site == 500 && row == 50)
                || (site % 3 == 1 && row == 199);
        set((site, row) -> toggled && faulty.test(site, row), faulty);
    }

    private void noise() {
        toggled = !toggled;
        set((site, row) -> toggled, (site, row) -> site % 20 == 2 && row == 30 + site / 20 % 2);
    }

    private void set(BiPredicate<Integer, Integer> failing, BiPredicate<Integer, Integer> which) {
        for (int site = 0; site < SITES; site++) {
            for (int row = 0; row < ROWS; row++) {
                if (which.test(site, row)) {
                    Place place = places.get(site);
                    correlator.take(
                            failing.test(site, row)
                                    ? Checks.failing(place, rows.get(row), now)
                                    : Checks.ok(place, rows.get(row)));
                }
            }
        }
    }

    /** Processor time of this thread, ns: what else runs on the machine does not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void report(String what, Runnable change, int repeats) {
        double[] taking = new double[repeats];
        double[] rounds = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            long start = cpu();
            change.run();
            long taken = cpu();
            correlator.round(now);
            rounds[i] = (cpu() - taken) / 1e6;
            taking[i] = (taken - start) / 1e6;
            for (int more = 0; more < 5; more++) {
                now = now.plus(Duration.ofMillis(500));
                correlator.round(now);
            }
        }
        Arrays.sort(taking);
        Arrays.sort(rounds);
        System.out.printf(
                "%-50s take %8.1f ms, round median %8.2f ms, max %8.2f ms, %d causes, %d open%n",
                what,
                taking[repeats / 2],
                rounds[repeats / 2],
                rounds[repeats - 1],
                correlator.explanations().size(),
                journal.open().size());
    }
}
