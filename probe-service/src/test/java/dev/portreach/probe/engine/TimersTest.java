package dev.portreach.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.probe.engine.Attempt.Phase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final long NOW = Long.MAX_VALUE - 1_000; // nanoTime may be about to wrap

    private final Timers timers = new Timers();

    @Test
    void shouldGiveWhatIsDueInOrderAndOnce() {
        // given three attempts, the last of them due after the clock has wrapped
        Attempt second = attempt();
        Attempt first = attempt();
        Attempt later = attempt();
        timers.add(second, after(20));
        timers.add(later, after(5_000));
        timers.add(first, after(10));
        // when, then
        assertThat(timers.pollDue(after(0))).isNull();
        assertThat(timers.pollDue(after(30))).isSameAs(first);
        assertThat(timers.pollDue(after(30))).isSameAs(second);
        assertThat(timers.pollDue(after(30))).isNull();
        assertThat(timers.pollDue(after(6_000))).isSameAs(later);
    }

    @Test
    void shouldPassOverAttemptsThatHaveMovedOn() {
        // given a connect whose deadline stands when it is answered and watched
        Attempt attempt = attempt();
        timers.add(attempt, after(10));
        attempt.phase = Phase.WATCHING;
        timers.add(attempt, after(20));
        // when, then only the watch ends
        assertThat(timers.pollDue(after(15))).isNull();
        assertThat(timers.pollDue(after(25))).isSameAs(attempt);
        assertThat(timers.size()).isZero();
    }

    @Test
    void shouldNotKeepTheDeadlinesOfAllThatWereAnswered() {
        // given far more answered connects than are awaited
        for (int i = 0; i < 100_000; i++) {
            Attempt answered = attempt();
            timers.add(answered, after(1_000_000 + i));
            answered.phase = Phase.DONE;
        }
        // then
        assertThat(timers.size()).isLessThan(10_000);
    }

    private static long after(long nanos) {
        return Long.sum(NOW, nanos); // overflows on purpose
    }

    private static Attempt attempt() {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        return new Attempt(new ProbeRequest(target, Duration.ofSeconds(1)), result -> {});
    }
}
