package dev.portreach.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final Family SMALL = Family.CALIBRATION.sized(Range.of(9, 9), Range.of(4, 4));
    private static final long SPAN = 130_000;

    private static List<CheckState> published(Noise noise, Shortcut shortcut) {
        Topology topology = TopologyGenerator.draw(SMALL, 0, new SplittableRandom(4));
        List<Fault> faults = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            faults.addAll(new FaultGenerator(topology, new SplittableRandom(5))
                    .draw(2, trouble, Simulation.START + 10_000, 10_000, 60_000));
        }
        List<CheckState> states = new ArrayList<>();
        long horizon = Simulation.START + SPAN;
        Simulation simulation =
                new Simulation(topology, noise, faults, horizon, shortcut, 6, state -> states.add(state));
        for (long now = Simulation.START; now < horizon; now += Simulation.ROUND_MILLIS) {
            simulation.step(now);
        }
        states.sort(Comparator.comparing(CheckState::check).thenComparing(CheckState::version));
        return states;
    }

    /** All that can differ of it, without the time of the last success, which is that of the last probe. */
    private static String told(CheckState state) {
        return "%s %d: %s since %s, suspected %s since %s, %d in a row, %s, %s %s by %s, at %s"
                .formatted(
                        state.check(),
                        state.version(),
                        state.verdict(),
                        state.since(),
                        state.suspected(),
                        state.suspectedSince(),
                        state.streak(),
                        state.proof(),
                        state.reason(),
                        state.runs(),
                        state.agents(),
                        state.observedAt());
    }

    @Test
    void shouldPublishTheSameStatesWhetherOrNotItMakesProbesThatTellNothing() {
        for (Noise noise : List.of(new Noise(0.02, 0, false, 0.05, 0.02, 0.02, 500, 0), Noise.bursts(0.02, 400))) {
            List<String> whole = published(noise, Shortcut.UNWEIGHED).stream()
                    .map(SimulationTest::told)
                    .toList();
            List<String> shortened = published(noise, Shortcut.STEADY).stream()
                    .map(SimulationTest::told)
                    .toList();

            assertThat(whole).hasSizeGreaterThan(300);
            assertThat(shortened).hasSameSizeAs(whole);
            for (int i = 0; i < whole.size(); i++) {
                assertThat(shortened.get(i)).isEqualTo(whole.get(i));
            }
        }
    }

    /** What stage 1 says of more than one miss in a row, and how many incidents stage 2 opens. */
    private record Course(List<String> states, int openings) {}

    private static Course withoutFaults(Noise noise, Shortcut shortcut) {
        Topology topology = TopologyGenerator.draw(SMALL.withOneAgent(), 0, new SplittableRandom(4));
        List<CheckState> states = new ArrayList<>();
        long horizon = Simulation.START + 3 * SPAN;
        Simulation simulation =
                new Simulation(topology, noise, List.of(), horizon, shortcut, 6, state -> states.add(state));
        for (long now = Simulation.START; now < horizon; now += Simulation.ROUND_MILLIS) {
            simulation.step(now);
        }
        List<String> told = states.stream()
                .filter(state -> state.version() > 2 && (state.streak() > 1 || state.verdict() != Verdict.OK))
                .map(state -> told(state).replaceFirst(" [0-9]+:", ":"))
                .sorted()
                .toList();
        return new Course(told, simulation.journal().pages().size());
    }

    @Test
    void shouldNotOpenLessWhereItLeavesOutLoneMisses() {
        for (Noise noise : List.of(Noise.loss(0.1), Noise.bursts(0.05, 800), Noise.burstsOfSites(0.05, 1_500))) {
            Course whole = withoutFaults(noise, Shortcut.STEADY);
            Course shortened = withoutFaults(noise, Shortcut.LONE_MISSES);

            assertThat(whole.states()).hasSizeGreaterThan(30);
            assertThat(shortened.states()).containsExactlyInAnyOrderElementsOf(whole.states());
            assertThat(shortened.openings()).isGreaterThanOrEqualTo(whole.openings());
        }
    }

    @Test
    void shouldLoseAsMuchAsItIsTold() {
        for (Noise noise : List.of(Noise.loss(0.01), Noise.bursts(0.01, 200))) {
            Losses losses = new Losses(noise, 7);
            int lost = 0;
            int probes = 400_000;
            for (int i = 0; i < probes; i++) {
                lost += losses.lost(i % 100, i * 5_000L, 1).isEmpty() ? 0 : 1;
            }

            assertThat((double) lost / probes).isCloseTo(0.01, within(0.0008));
        }
    }

    @Test
    void shouldFindTheNextLossWhereProbesWouldMeetIt() {
        for (Noise noise : List.of(Noise.loss(0.01), Noise.bursts(0.01, 200))) {
            Losses losses = new Losses(noise, 8);
            for (int view = 0; view < 50; view++) {
                long expected = 0;
                while (losses.lost(view, expected, 5).isEmpty()) {
                    expected += 5_000;
                }
                long found = losses.nextLoss(view, 0, 5_000, Long.MAX_VALUE, 5);
                while (losses.lost(view, found, 5).isEmpty()) {
                    found = losses.nextLoss(view, found + 5_000, 5_000, Long.MAX_VALUE, 5);
                }

                assertThat(found).isEqualTo(expected);
            }
        }
    }
}
