package dev.portreach.standalone.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15), Duration.ofMinutes(1));

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000", "3, 2000", "6, 15000", "1000000, 15000"})
    void shouldDoubleUpToAMost(int deaths, long millis) {
        assertThat(backoff.pause(deaths)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void shouldBeginAgainAfterAHealthyRun() {
        assertThat(backoff.deaths(5, Duration.ofSeconds(59))).isEqualTo(6);
        assertThat(backoff.deaths(5, Duration.ofSeconds(60))).isEqualTo(1);
    }
}
