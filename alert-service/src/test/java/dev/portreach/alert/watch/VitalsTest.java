package dev.portreach.alert.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VitalsTest {

    @ParameterizedTest
    @CsvSource({
        "RUNNING, true, 0, 1, true, true, ''",
        "RUNNING, true, 100, 15, true, true, ''",
        "RUNNING, true, 101, 1, true, true, 101 records wait for detection",
        "REBALANCING, true, 0, 1, true, true, detection does not run: REBALANCING",
        "off, true, 0, 1, true, true, detection does not run: off",
        "RUNNING, false, 0, 1, true, true, the broker cannot be reached",
        "RUNNING, true, 0, 16, true, true, detection does not ask for records",
        "RUNNING, true, 0, -1, true, true, detection does not ask for records",
        "RUNNING, true, 0, 1, false, true, what comes in cannot be stored",
        "RUNNING, true, 0, 1, true, false, the database does not answer",
    })
    void shouldSayWhyNotAllIsWell(
            String detection,
            boolean broker,
            double lag,
            long sincePoll,
            boolean storing,
            boolean database,
            String why) {
        Vitals vitals = new Vitals(detection, broker, lag, Duration.ofSeconds(sincePoll), storing, database);
        assertThat(vitals.trouble(100).orElse("")).isEqualTo(why);
    }
}
