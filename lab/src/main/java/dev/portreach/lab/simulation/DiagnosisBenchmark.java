package dev.portreach.lab.simulation;

import java.util.List;

/** Diagnosis in simulation: the shipped detector and correlator beside simpler methods, in figures. */
public final class DiagnosisBenchmark {

    private static final Range TO_EIGHT = Range.of(1, 8);
    private static final Range EIGHT = Range.of(8, 8);
    private static final Range ONE = Range.of(1, 1);

    private DiagnosisBenchmark() {}

    /** @param args {@code quick} (also without a word) or {@code full}, {@code --seed N}, {@code --explain} */
    public static void main(String[] args) {
        List<String> words = List.of(args);
        boolean full = words.contains("full");
        boolean explain = words.contains("--explain");
        int at = words.indexOf("--seed");
        long seed = at < 0 ? 1 : Long.parseLong(words.get(at + 1));
        int runs = Integer.getInteger("runs", full ? 250 : 10);
        for (Family family : List.of(Family.CALIBRATION, Family.REPORT)) {
            row("clean, 1 to 8 faults", new Scenario.Setting(family, TO_EIGHT, Trouble.HARD, Noise.NONE), runs, seed, explain);
        }
    }

    private static void row(String what, Scenario.Setting setting, int runs, long seed, boolean explain) {
        Tally ours = new Tally();
        java.util.EnumMap<Baseline, Tally> others = new java.util.EnumMap<>(Baseline.class);
        long began = System.nanoTime();
        for (int i = 0; i < runs; i++) {
            Scenario.Result result = Scenario.run(setting, seed + i);
            ours.add(result);
            result.baselines().forEach((baseline, score) -> others.computeIfAbsent(baseline, each -> new Tally())
                    .add(result.faults(), score));
            if (explain && (!result.score().falseOnes().isEmpty() || result.score().count(Scorer.Finding.MISSED) > 0)) {
                System.out.println("seed " + (seed + i) + " views " + result.topology().views().size());
                for (int f = 0; f < result.faults().size(); f++) {
                    System.out.println("   " + result.score().findings().get(f) + " own " + result.score().own().get(f) + " of "
                            + result.faults().get(f).members().cardinality() + " " + result.faults().get(f));
                }
                result.score().falseOnes().forEach(each -> System.out.println("   FALSE " + each));
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("%s %s: %d runs %.1f s%n", setting.family().name(), what, runs, seconds);
        print("ours", ours);
        others.forEach((baseline, tally) -> print(baseline.label(), tally));
        ours.byKind().forEach((kind, counts) -> System.out.printf("     %s %d found %d missed %d masked%n", kind, counts[0], counts[1], counts[2]));
        System.out.println("  many " + ours.timesMany());
        System.out.println("  one " + ours.timesOne());
    }

    private static void print(String who, Tally t) {
        System.out.printf(
                "  %-26s P %.3f R %.3f F1 %.3f faults %d missed %d (>=10: %d) masked %d false %d openings/f %.2f pages/f %.2f repeats %d left %d%n",
                who, t.precision(), t.recall(), t.f1(), t.faults(), t.missed(), t.missedMany(), t.masked(), t.falseOnes(),
                t.openingsPerFault(), t.pagesPerFault(), t.repeats(), t.leftOpen());
    }
}
