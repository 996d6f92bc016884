package dev.portreach.lab.simulation;

import dev.portreach.lab.simulation.Scorer.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One row of the table: many scenarios of one setting, ours and the simpler methods side by side. */
final class ScoreTable {

    static final String HEADER =
            "| family, seeds, setting | F1 (precision, recall) | faults, masked | missed, of these with ≥ 10 own"
                    + " | false, of these by labels | intervals to the cause, ≥ 10 own: median, 95 %, longest | one own"
                    + " | openings, messages a fault; repeats; left open | F1 of "
                    + Arrays.stream(Baseline.values()).map(Baseline::label).collect(Collectors.joining("; ")) + " |\n"
                    + "| --- | --- | --- | --- | --- | --- | --- | --- | --- |";

    private final Tally ours = new Tally();
    private final Map<Baseline, Tally> others = new EnumMap<>(Baseline.class);
    private final List<String> mistakes = new ArrayList<>();
    private final Scenario.Setting setting;
    private final long seed;
    private final int runs;

    private ScoreTable(Scenario.Setting setting, int runs, long seed) {
        this.setting = setting;
        this.runs = runs;
        this.seed = seed;
        for (Baseline baseline : Baseline.values()) {
            others.put(baseline, new Tally());
        }
    }

    /** Runs the seeds from {@code seed} on. */
    static ScoreTable of(Scenario.Setting setting, int runs, long seed) {
        ScoreTable table = new ScoreTable(setting, runs, seed);
        for (int i = 0; i < runs; i++) {
            table.add(Scenario.run(setting, seed + i));
        }
        return table;
    }

    private void add(Scenario.Result result) {
        ours.add(result);
        result.baselines().forEach((baseline, score) -> others.get(baseline).add(result.faults(), score));
        boolean wrong = result.score().count(Finding.MISSED)
                        + result.score().falseOnes().size()
                > 0;
        if (wrong || result.pages().size() > result.faults().size() || result.leftOpen() > 0) {
            mistakes.add(told(result));
        }
    }

    Tally ours() {
        return ours;
    }

    Tally of(Baseline baseline) {
        return others.get(baseline);
    }

    /** For each seed with a mistake or more messages than faults: what was broken, what was said that is not so, and all messages. */
    List<String> mistakes() {
        return mistakes;
    }

    private static String told(Scenario.Result result) {
        StringBuilder text = new StringBuilder("seed %d, %,d views%n"
                .formatted(result.seed(), result.topology().views().size()));
        for (int i = 0; i < result.faults().size(); i++) {
            Fault fault = result.faults().get(i);
            text.append("  %-6s from %.1f to %.1f s, %4d own of %4d: %s%n"
                    .formatted(
                            result.score().findings().get(i),
                            seconds(fault.start()),
                            seconds(fault.end()),
                            result.score().own().get(i),
                            fault.members().cardinality(),
                            fault));
        }
        result.score()
                .falseOnes()
                .forEach(said -> text.append("  FALSE  %s %s%n"
                        .formatted(said.blame(), said.alternatives().isEmpty() ? "" : said.alternatives())));
        if (result.pages().size() > result.faults().size()) {
            result.pages()
                    .forEach(page -> text.append("  told at %6.1f s, %s: %s %s%n"
                            .formatted(
                                    seconds(page.at().toEpochMilli()), page.incident(), page.change(), page.blame())));
        }
        return text.toString();
    }

    private static double seconds(long at) {
        return (at - Simulation.START) / 1e3;
    }

    /** A line of a Markdown table under {@link #HEADER}. */
    String line(String what) {
        return "| %s, %d to %d, %s | **%.3f** (%.3f, %.3f) | %d, %d | %d, %d | %d, %d | %s | %s | %.2f, %.2f; %d; %d | %s |"
                .formatted(
                        setting.family().name(),
                        seed,
                        seed + runs - 1,
                        what,
                        ours.f1(),
                        ours.precision(),
                        ours.recall(),
                        ours.faults(),
                        ours.masked(),
                        ours.missed(),
                        ours.missedMany(),
                        ours.falseOnes(),
                        ours.mislabelled(),
                        times(ours.timesMany()),
                        times(ours.timesOne()),
                        ours.openingsPerFault(),
                        ours.pagesPerFault(),
                        ours.repeats(),
                        ours.leftOpen(),
                        others.values().stream()
                                .map(tally -> "%.3f".formatted(tally.f1()))
                                .collect(Collectors.joining("; ")));
    }

    private static String times(List<Double> sorted) {
        if (sorted.isEmpty()) {
            return "–";
        }
        return "%.1f, %.1f, %.1f"
                .formatted(
                        sorted.get(sorted.size() / 2),
                        sorted.get((int) (0.95 * (sorted.size() - 1))),
                        sorted.get(sorted.size() - 1));
    }

    /** Found of those to be found, by kind of fault. */
    String kinds() {
        return ours.byKind().entrySet().stream()
                .map(kind -> {
                    int found = kind.getValue().getOrDefault(Finding.FOUND, 0);
                    int missed = kind.getValue().getOrDefault(Finding.MISSED, 0);
                    return "%s %d/%d".formatted(kind.getKey(), found, found + missed);
                })
                .collect(Collectors.joining(", "));
    }
}
