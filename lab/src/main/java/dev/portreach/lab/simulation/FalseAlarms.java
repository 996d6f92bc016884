package dev.portreach.lab.simulation;

import dev.portreach.contracts.incident.IncidentChange;
import java.util.List;
import java.util.SplittableRandom;

/** Incidents that come of loss alone: 25,000 checks at 5 s for days, nothing broken. */
final class FalseAlarms {

    private static final double DAY_MILLIS = 86_400_000;
    private static final int CHECKS = 25_000;

    private FalseAlarms() {}

    /**
     * What came of it.
     *
     * @param openings incidents that were opened
     * @param simulatedDays how long it was
     * @param seconds how long that took
     */
    record Result(int checks, double simulatedDays, List<Journal.Page> openings, double seconds) {

        double perDay() {
            return openings.size() / simulatedDays;
        }
    }

    /** @param shortcut {@link Shortcut#NONE} to count false incidents of what works badly as well */
    static Result measure(Noise noise, double days, Shortcut shortcut, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Family family = Family.REPORT
                .withOneAgent()
                .sized(Range.of(200, 200), Range.of(60, 60))
                .paced(5_000, 1_500);
        Topology topology = TopologyGenerator.draw(family, 0, random);
        while (topology.checks().size() < CHECKS) {
            topology = TopologyGenerator.draw(family, 0, random);
        }
        topology = topology.cut(CHECKS);
        long horizon = Simulation.START + (long) (days * DAY_MILLIS);
        long began = System.nanoTime();
        Simulation simulation =
                new Simulation(topology, noise, List.of(), horizon, shortcut, random.nextLong(), state -> {});
        for (long now = Simulation.START + Simulation.ROUND_MILLIS; now < horizon; now += Simulation.ROUND_MILLIS) {
            simulation.stepUnlessQuiet(now);
        }
        List<Journal.Page> openings = simulation.journal().pages().stream()
                .filter(page -> page.change() == IncidentChange.OPENED)
                .toList();
        return new Result(topology.checks().size(), days, openings, (System.nanoTime() - began) / 1e9);
    }
}
