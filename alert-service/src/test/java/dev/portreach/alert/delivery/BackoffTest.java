package dev.portreach.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(10));

    @ParameterizedTest
    @CsvSource({"1,500,1000", "2,1000,2000", "4,4000,8000", "7,30000,60000", "1000,30000,60000"})
    void shouldDoubleUpToACap(int attempts, long least, long most) {
        assertThat(backoff.after(attempts, Optional.empty(), 0)).hasMillis(least);
        assertThat(backoff.after(attempts, Optional.empty(), 1)).hasMillis(most);
    }

    @Test
    void shouldGiveAReceiverTheTimeItAsksForWithinReason() {
        assertThat(backoff.after(1, Optional.of(Duration.ofSeconds(90)), 0.5)).hasSeconds(90);
        assertThat(backoff.after(1, Optional.of(Duration.ofDays(9)), 0.5)).hasMinutes(10);
        assertThat(backoff.after(7, Optional.of(Duration.ofSeconds(1)), 0)).hasSeconds(30);
    }

    @Test
    void shouldReadBothFormsOfRetryAfter() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(RetryAfter.parse(" 120 ", now)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Thu, 01 Jan 2026 00:00:30 GMT", now)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Wed, 31 Dec 2025 00:00:30 GMT", now)).isEmpty();
        assertThat(RetryAfter.parse("-5", now)).isEmpty();
        assertThat(RetryAfter.parse("soon", now)).isEmpty();
    }
}
