package dev.portreach.alert.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.port.Ports;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortStreaksTest {

    private static final Ports RANGE = Ports.parse("20020-21020");

    private PortStreaks streaks = PortStreaks.fresh(RANGE);
    private long settledSince;

    private void see(Signal signal, String ports, long at) {
        PortStreaks.Step step = streaks.with(Map.of(signal, Ports.parse(ports)), Confirmation.CONFIRMED, at);
        streaks = step.streaks();
        settledSince = step.settledSince();
    }

    @Test
    void shouldBelieveTheFirstGoodNews() {
        see(Signal.OK, "20020-21020", 1_000);

        assertThat(streaks.settled(Signal.OK)).isEqualTo(RANGE);
        assertThat(settledSince).isEqualTo(1_000);
    }

    @Test
    void shouldConfirmAfterFourInARowSpanningLongEnough() {
        see(Signal.OK, "20020-21020", 1_000);
        see(Signal.BAD, "20030", 3_000);
        see(Signal.BAD, "20030", 3_300);
        assertThat(streaks.longestStreak()).isEqualTo(2);
        see(Signal.BAD, "20030", 3_600);
        see(Signal.BAD, "20030", 3_900);
        assertThat(streaks.settled(Signal.BAD).isEmpty()).isTrue();

        see(Signal.BAD, "20030", 4_500);

        assertThat(streaks.settled(Signal.BAD)).isEqualTo(Ports.of(20030));
        assertThat(settledSince).isEqualTo(3_000);
    }

    @Test
    void shouldCountPerPortSoThatScatteredMissesConfirmNothing() {
        see(Signal.OK, "20020-21020", 1_000);
        for (int sweep = 0; sweep < 20; sweep++) {
            long at = 2_000 + sweep * 2_000L;
            PortStreaks.Step step = streaks.with(
                    Map.of(
                            Signal.BAD, Ports.of(20100 + sweep),
                            Signal.OK, RANGE.minus(Ports.of(20100 + sweep))),
                    Confirmation.CONFIRMED,
                    at);
            streaks = step.streaks();
        }
        assertThat(streaks.settled(Signal.BAD).isEmpty()).isTrue();
        assertThat(streaks.longestStreak()).isEqualTo(1);
    }

    @Test
    void shouldRecoverAfterTwoInARow() {
        for (int i = 0; i < 5; i++) {
            see(Signal.BAD, "20020", i * 1_000L + 1);
        }
        see(Signal.OK, "20020", 6_000);
        assertThat(streaks.settled(Signal.BAD)).isEqualTo(Ports.of(20020));

        see(Signal.OK, "20020", 6_300);

        assertThat(streaks.settled(Signal.OK)).isEqualTo(Ports.of(20020));
        assertThat(settledSince).isEqualTo(6_000);
    }

    @Test
    void shouldBeTheVerySameStateAfterSteadyResults() {
        see(Signal.OK, "20020-21020", 1_000);
        PortStreaks before = streaks;

        see(Signal.OK, "20020-21020", 3_000);

        assertThat(streaks).isSameAs(before);
    }

    @Test
    void shouldBelieveNothingOfPortsThatAreNotSpokenOf() {
        for (int probe = 0; probe < 4; probe++) {
            see(Signal.BAD, "20020-20029", 1_000 + probe * 600L);
        }
        assertThat(streaks.settled(Signal.BAD)).isEqualTo(Ports.parse("20020-20029"));

        streaks = streaks.knowing(Ports.parse("20025-21020"));

        assertThat(streaks.settled(Signal.BAD)).isEqualTo(Ports.parse("20025-20029"));
    }
}
