package dev.portreach.probe.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AgentClockTest {

    private static final long WALL = 1_790_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();
    private final AgentClock clock = new AgentClock(WALL, nanos::get);

    @Test
    void shouldFollowTheMonotonicClock() {
        nanos.addAndGet(2_500_000_000L);
        assertThat(clock.steady()).isEqualTo(WALL + 2_500);
        assertThat(clock.event()).isEqualTo(WALL + 2_500);
    }

    @Test
    void shouldLearnFromTheFastestRoundTrip() {
        // given a broker one hour ahead, and a slow acknowledgement that lies by half a second
        clock.learn(WALL, WALL + 1_000, WALL + 3_600_000 + 1_000);
        // when a fast one follows
        clock.learn(WALL + 2_000, WALL + 2_010, WALL + 2_005 + 3_600_000);
        // then event time is the broker's, steady time did not step
        assertThat(clock.offset()).isEqualTo(3_600_000);
        assertThat(clock.event()).isEqualTo(WALL + 3_600_000);
        assertThat(clock.steady()).isEqualTo(WALL);
    }

    @Test
    void shouldNotTrembleWithinWhatARoundTripCanShow() {
        clock.learn(WALL, WALL + 30, WALL + 30);
        assertThat(clock.offset()).isZero();
    }
}
