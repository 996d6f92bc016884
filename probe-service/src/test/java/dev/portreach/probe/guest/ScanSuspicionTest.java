package dev.portreach.probe.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScanSuspicionTest {

    private final ScanSuspicion suspicion = new ScanSuspicion();

    private void sweep(long now) {
        IntStream.range(0, ScanSuspicion.SWEEP_PORTS).forEach(i -> suspicion.begins(now));
    }

    private void all(int ports, boolean bad, long now) {
        IntStream.rangeClosed(1, ports).forEach(port -> suspicion.saw(port, bad, now));
    }

    @Test
    void shouldPauseWhenMostOfWhatWasWellFailsRightAfterASweep() {
        all(6, false, 0);
        sweep(60_000);
        all(6, true, 65_000);
        assertThat(suspicion.isPaused(65_000)).isTrue();
        assertThat(suspicion.pausedUntil()).isEqualTo(65_000 + ScanSuspicion.FIRST_PAUSE_MILLIS);
        assertThat(suspicion.isPaused(65_000 + ScanSuspicion.FIRST_PAUSE_MILLIS))
                .isFalse();
    }

    @Test
    void shouldNotPauseWithoutASweepOrLongAfterOne() {
        all(6, false, 0);
        all(6, true, 1_000);
        assertThat(suspicion.isPaused(1_000)).isFalse();

        all(6, false, 2_000);
        sweep(3_000);
        all(6, true, 3_001 + 2 * ScanSuspicion.AFTERMATH_MILLIS);
        assertThat(suspicion.isPaused(30_000)).isFalse();
    }

    @Test
    void shouldNotPauseForAFewOrForWhatNeverWorked() {
        all(10, false, 0);
        sweep(1_000);
        // when a minority of the known ones fail, and many new ones
        IntStream.rangeClosed(1, 10).forEach(port -> suspicion.saw(port, port > 8, 2_000));
        IntStream.rangeClosed(100, 200).forEach(port -> suspicion.saw(port, true, 2_000));
        assertThat(suspicion.isPaused(2_000)).isFalse();
    }

    @Test
    void shouldDoubleThePauseUpToAnHourAndForgetAfterAQuietOne() {
        long now = 0;
        long expected = ScanSuspicion.FIRST_PAUSE_MILLIS;
        for (int i = 0; i < 5; i++) {
            all(5, false, now);
            sweep(now + 1);
            all(5, true, now + 2);
            assertThat(suspicion.pausedUntil() - (now + 2)).isEqualTo(expected);
            now = suspicion.pausedUntil();
            expected = Math.min(2 * expected, ScanSuspicion.LONGEST_PAUSE_MILLIS);
        }
        now += ScanSuspicion.LONGEST_PAUSE_MILLIS;
        all(5, false, now);
        sweep(now);
        all(5, true, now);
        assertThat(suspicion.pausedUntil() - now).isEqualTo(ScanSuspicion.FIRST_PAUSE_MILLIS);
    }
}
