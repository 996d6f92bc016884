package dev.portreach.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The shipped detector and correlator on a small family: a fence against changes that make diagnosis worse. */
class DiagnosisTest {

    private static final Family SMALL = Family.CALIBRATION.sized(Range.of(20, 24), Range.of(10, 14));
    private static final Scenario.Setting CLEAN = new Scenario.Setting(SMALL, Range.of(1, 4), Trouble.HARD, Noise.NONE);
    private static final int RUNS = 6;

    @Test
    void shouldNameTheCauses() {
        ScoreTable table = ScoreTable.of(CLEAN, RUNS, 1);

        // Measured: 1.000.
        assertThat(table.ours().f1()).as(String.join("\n", table.mistakes())).isGreaterThan(0.95);
        assertThat(table.ours().missedMany())
                .as(String.join("\n", table.mistakes()))
                .isZero();
        assertThat(table.ours().leftOpen()).isZero();
    }

    @Test
    void shouldSayTheSameForTheSameSeed() {
        Scenario.Result once = Scenario.run(CLEAN, 3);
        Scenario.Result again = Scenario.run(CLEAN, 3);

        assertThat(again.faults()).isEqualTo(once.faults());
        assertThat(again.score()).isEqualTo(once.score());
        assertThat(again.intervals()).isEqualTo(once.intervals());
        assertThat(again.pages()).isEqualTo(once.pages());
    }
}
