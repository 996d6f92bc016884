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
        timers.add(second, NOW + 20);
        timers.add(later, NOW + 5_000);
        timers.add(first, NOW + 10);
        // when, then
        assertThat(timers.pollDue(NOW)).isNull();
        assertThat(timers.pollDue(NOW + 30)).isSameAs(first);
        assertThat(timers.pollDue(NOW + 30)).isSameAs(second);
        assertThat(timers.pollDue(NOW + 30)).isNull();
        assertThat(timers.pollDue(NOW + 6_000)).isSameAs(later);
    }

    @Test
    void shouldPassOverAttemptsThatHaveMovedOn() {
        // given a connect whose deadline stands when it is answered and watched
        Attempt attempt = attempt();
        timers.add(attempt, NOW + 10);
        attempt.phase = Phase.WATCHING;
        timers.add(attempt, NOW + 20);
        // when, then only the watch ends
        assertThat(timers.pollDue(NOW + 15)).isNull();
        assertThat(timers.pollDue(NOW + 25)).isSameAs(attempt);
        assertThat(timers.size()).isZero();
    }

    @Test
    void shouldNotKeepTheDeadlinesOfAllThatWereAnswered() {
        // given far more answered connects than are awaited
        for (int i = 0; i < 100_000; i++) {
            Attempt answered = attempt();
            timers.add(answered, NOW + 1_000_000 + i);
            answered.phase = Phase.DONE;
        }
        // then
        assertThat(timers.size()).isLessThan(10_000);
    }

    private static Attempt attempt() {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        return new Attempt(new ProbeRequest(target, Duration.ofSeconds(1)), result -> {});
    }
}
