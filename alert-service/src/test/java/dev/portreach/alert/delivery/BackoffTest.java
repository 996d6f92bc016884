package dev.portreach.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(10));

    @ParameterizedTest
    @CsvSource({"1,1000", "2,2000", "4,8000", "7,60000", "1000,60000"})
    void shouldSpreadOverABoundThatDoublesUpToACap(int attempts, long most) {
        assertThat(backoff.after(attempts, Optional.empty(), 0)).isZero();
        assertThat(backoff.after(attempts, Optional.empty(), 0.25)).hasMillis(most / 4);
        assertThat(backoff.after(attempts, Optional.empty(), 1)).hasMillis(most);
    }

    @Test
    void shouldGiveAReceiverTheTimeItAsksForWithinReason() {
        assertThat(backoff.after(1, Optional.of(Duration.ofSeconds(90)), 0.5)).hasSeconds(90);
        assertThat(backoff.after(1, Optional.of(Duration.ofDays(9)), 0.5)).hasMinutes(10);
        assertThat(backoff.after(7, Optional.of(Duration.ofSeconds(1)), 0.5)).hasSeconds(30);
    }
}
