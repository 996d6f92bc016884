package dev.portreach.alert.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TroublesTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Readings.Broker CALM = new Readings.Broker(
            Map.of("portreach-alert", 10L), Map.of("portreach.results.dlq", 7L), Map.of("broker 1", 0.5));

    private final Troubles troubles = new Troubles(10_000, 0.05);

    @Test
    void shouldFindNothingWhereNothingIs() {
        assertThat(look(0, CALM))
                .containsEntry(Trouble.LAG, Optional.empty())
                .containsEntry(Trouble.DISK, Optional.empty())
                .containsEntry(Trouble.NOT_JUDGING, Optional.empty());
    }

    @Test
    void shouldTellOfLagOnceItHasLastedAndUntilItIsHalved() {
        // given
        look(0, lag(10_001));

        // when / then
        assertThat(look(59, lag(20_000))).doesNotContainKey(Trouble.LAG);
        assertThat(look(60, lag(20_000)).get(Trouble.LAG))
                .contains(new Finding(START, "20,000 records wait for portreach-alert-history"));
        assertThat(look(90, lag(9_000))).doesNotContainKey(Trouble.LAG);
        assertThat(look(120, lag(5_000))).containsEntry(Trouble.LAG, Optional.empty());
        assertThat(look(150, lag(20_000))).doesNotContainKey(Trouble.LAG);
    }

    @Test
    void shouldTellThatNothingIsJudgedWhileTheBrokerIsAway() {
        // given
        look(0, CALM);
        away(30);

        // when / then
        assertThat(away(60)).isEmpty();
        assertThat(away(90))
                .containsOnly(Map.entry(
                        Trouble.NOT_JUDGING,
                        Optional.of(new Finding(START.plusSeconds(30), "the broker cannot be reached"))));
        assertThat(look(120, CALM)).containsEntry(Trouble.NOT_JUDGING, Optional.empty());
    }

    @Test
    void shouldTellOfLettersThatCameSinceAndThatNoneComeAnyMore() {
        // given: seven are old
        assertThat(look(0, CALM)).doesNotContainKey(Trouble.DEAD_LETTERS);

        // when / then
        assertThat(look(30, letters(8)).get(Trouble.DEAD_LETTERS))
                .contains(new Finding(START.plusSeconds(30), "1 record was put aside, in portreach.results.dlq"));
        assertThat(look(60, letters(10)).get(Trouble.DEAD_LETTERS).orElseThrow().what())
                .startsWith("3 records were");
        assertThat(look(60 + Troubles.QUIET.toSeconds() - 1, letters(10)).get(Trouble.DEAD_LETTERS))
                .isPresent();
        assertThat(look(60 + Troubles.QUIET.toSeconds(), letters(10)))
                .containsEntry(Trouble.DEAD_LETTERS, Optional.empty());
    }

    @Test
    void shouldTellOfTheFullestDiskAndNotFlutter() {
        // given
        look(0, disk(0.049));

        // when / then
        assertThat(look(60, disk(0.049)).get(Trouble.DISK))
                .contains(new Finding(START, "4.9 % of the disk of broker 1 is free"));
        assertThat(look(90, disk(0.06))).doesNotContainKey(Trouble.DISK);
        assertThat(look(120, disk(0.08))).containsEntry(Trouble.DISK, Optional.empty());
    }

    @Test
    void shouldNotSayThatADiskHasRoomWhichNobodySees() {
        // given
        look(0, disk(0.01));
        look(60, disk(0.01));

        // when / then
        assertThat(away(90)).doesNotContainKey(Trouble.DISK);
    }

    private Map<Trouble, Optional<Finding>> look(long second, Readings.Broker broker) {
        return troubles.look(new Readings(START.plusSeconds(second), Optional.empty(), Optional.of(broker), 0.5));
    }

    private Map<Trouble, Optional<Finding>> away(long second) {
        return troubles.look(new Readings(
                START.plus(Duration.ofSeconds(second)),
                Optional.of("the broker cannot be reached"),
                Optional.empty(),
                0.5));
    }

    private static Readings.Broker lag(long waiting) {
        return new Readings.Broker(
                Map.of("portreach-alert", 10L, "portreach-alert-history", waiting), CALM.deadLetters(), CALM.free());
    }

    private static Readings.Broker letters(long count) {
        return new Readings.Broker(CALM.lag(), Map.of("portreach.results.dlq", count), CALM.free());
    }

    private static Readings.Broker disk(double free) {
        return new Readings.Broker(CALM.lag(), CALM.deadLetters(), Map.of("broker 1", free, "broker 2", 0.9));
    }
}
