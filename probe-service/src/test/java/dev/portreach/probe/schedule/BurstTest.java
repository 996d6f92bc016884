package dev.portreach.probe.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.port.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BurstTest {

    @Test
    void shouldReprobeFiveTimesInStepsOf300Millis() {
        // given a failure at 1,000
        Burst burst = Burst.afterFailure(IntStream.of(80), 1_000);
        List<Long> times = new ArrayList<>();
        // when every re-probe is taken a little late
        while (!burst.isOver()) {
            times.add(burst.due());
            assertThat(burst.take()).isEqualTo(Ports.of(80));
        }
        // then they keep their step
        assertThat(times).containsExactly(1_300L, 1_600L, 1_900L, 2_200L, 2_500L);
        assertThat(burst.due()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldLeaveOutPortsThatAnswer() {
        // given two failed ports
        Burst burst = Burst.afterFailure(IntStream.of(80, 443), 0);
        burst.take();
        // when one answers, then the other goes on alone, and when it does too, it is over
        burst.settle(Ports.of(80));
        assertThat(burst.take()).isEqualTo(Ports.of(443));
        burst.settle(Ports.of(443));
        assertThat(burst.isOver()).isTrue();
    }

    @Test
    void shouldReprobeAtMostSixteenPortsOfARange() {
        assertThat(Burst.afterFailure(IntStream.range(20_000, 21_000), 0).take().size())
                .isEqualTo(16);
    }

    @Test
    void shouldConfirmARecoveryOnce() {
        Burst burst = Burst.afterRecovery(IntStream.of(80), 0);
        assertThat(burst.due()).isEqualTo(300);
        burst.take();
        assertThat(burst.isOver()).isTrue();
    }
}
