package dev.portreach.lab.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Diagnosis in simulation: the shipped detector and correlator beside simpler methods, in figures. */
public final class DiagnosisBenchmark {

    private static final Range TO_EIGHT = Range.of(1, 8);
    private static final Range EIGHT = Range.of(8, 8);
    private static final Range ONE = Range.of(1, 1);
    private static final long BURST_MILLIS = 200;
    private static final Noise LOSSY = new Noise(0.01, 0, false, 0.05, 0, 0, 0, 0);
    private static final Noise UNRULY = new Noise(0.005, BURST_MILLIS, false, 0.02, 0.05, 0.05, 2_000, 0);
    private static final double HALF_A_PERCENT = 0.005;
    private static final int QUICK_RUNS = 8;
    private static final int FULL_RUNS = 100;
    /** Settings with one fault a run need more runs for as many faults. */
    private static final int ONE_FAULT_RUNS = 3;

    private static final double QUICK_DAYS = 0.02;
    private static final double FULL_DAYS = 7;
    /** Where every probe is made, a day takes very much longer. */
    private static final double EVERY_PROBE = 1 / 50.0;

    private DiagnosisBenchmark() {}

    /**
     * Prints the table.
     *
     * @param args in any order: {@code full} for many runs and seven simulated days; {@code --seed N}; {@code --runs N};
     *     {@code --days N};
     *     {@code --family calibration|report}; {@code --only scores|alarms};
     *     {@code --setting TEXT}, the settings with this in their names;
     *     {@code --explain} to have every mistake told
     */
    public static void main(String[] args) {
        List<String> words = List.of(args);
        boolean full = words.contains("full");
        long seed = Long.parseLong(Words.after(words, "--seed", "1"));
        int runs = Integer.parseInt(Words.after(words, "--runs", Integer.toString(full ? FULL_RUNS : QUICK_RUNS)));
        String only = Words.after(words, "--only", "");
        boolean explain = words.contains("--explain");
        String family = Words.after(words, "--family", "");
        if (only.isEmpty() || only.equals("scores")) {
            System.out.println(ScoreTable.HEADER);
            for (Family each : List.of(Family.CALIBRATION, Family.REPORT)) {
                if (family.isEmpty() || family.equals(each.name())) {
                    scores(each, Words.after(words, "--setting", ""), runs, seed, explain);
                }
            }
        }
        if (only.isEmpty() || only.equals("alarms")) {
            double days =
                    Double.parseDouble(Words.after(words, "--days", Double.toString(full ? FULL_DAYS : QUICK_DAYS)));
            alarms(days, Shortcut.LONE_MISSES, seed, explain);
            alarms(days * EVERY_PROBE, Shortcut.NONE, seed, explain);
        }
    }

    private static void alarms(double days, Shortcut shortcut, long seed, boolean explain) {
        String bursts = "in bursts of %d ms ".formatted(BURST_MILLIS);
        Map<String, Noise> kinds = new LinkedHashMap<>();
        kinds.put("independent", Noise.loss(HALF_A_PERCENT));
        kinds.put(bursts + "on a check's path", Noise.bursts(HALF_A_PERCENT, BURST_MILLIS));
        kinds.put(bursts + "on a site's line", Noise.burstsOfSites(HALF_A_PERCENT, BURST_MILLIS));
        kinds.forEach((how, noise) -> {
            FalseAlarms.Result result = FalseAlarms.measure(noise, days, shortcut, seed);
            System.out.printf(
                    "| false incidents a day, %,d checks at 5 s, 0.5 %% loss %s, %s, %.2f simulated days | %.2f (%d;"
                            + " took %.0f s) |%n",
                    result.checks(),
                    how,
                    shortcut == Shortcut.NONE ? "of outages and of what works badly" : "of outages",
                    result.simulatedDays(),
                    result.perDay(),
                    result.openings().size(),
                    result.seconds());
            if (explain) {
                result.openings().forEach(System.out::println);
            }
        });
    }

    private static void scores(Family family, String which, int runs, long seed, boolean explain) {
        Map<String, Scenario.Setting> settings = new LinkedHashMap<>();
        settings.put("clean, 1 to 8 faults", new Scenario.Setting(family, TO_EIGHT, Trouble.HARD, Noise.NONE));
        settings.put("1 % loss, 5 % missing, 8 faults", new Scenario.Setting(family, EIGHT, Trouble.HARD, LOSSY));
        settings.put("1 % loss, 5 % missing, 1 fault", new Scenario.Setting(family, ONE, Trouble.HARD, LOSSY));
        settings.put(
                "3 % wrong labels, 1 to 8 faults",
                new Scenario.Setting(family, TO_EIGHT, Trouble.HARD, Noise.wrongLabels(0.03)));
        settings.put(
                "bursts, missing, late, twice, clocks off, 1 to 8 faults",
                new Scenario.Setting(family, TO_EIGHT, Trouble.HARD, UNRULY));
        settings.put("flapping, 1 to 8 faults", new Scenario.Setting(family, TO_EIGHT, Trouble.FLAPPING, Noise.NONE));
        settings.put("gray, 1 fault", new Scenario.Setting(family, ONE, Trouble.GRAY, Noise.NONE));
        settings.keySet().removeIf(what -> !what.contains(which));
        settings.forEach((what, setting) -> {
            int times = setting.faults().equals(ONE) ? ONE_FAULT_RUNS * runs : runs;
            ScoreTable table = ScoreTable.of(setting, times, seed);
            System.out.println(table.line(what));
            if (explain) {
                System.out.println(table.kinds());
                table.mistakes().forEach(System.out::println);
            }
        });
    }
}
