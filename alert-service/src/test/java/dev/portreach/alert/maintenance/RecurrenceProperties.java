package dev.portreach.alert.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RecurrenceProperties {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static Optional<Instant> end(String cron, Duration duration, String now) {
        return Recurrence.of(cron, PARIS, duration).openUntil(Instant.parse(now));
    }

    /** Clocks go from 02:00 to 03:00 on 2026-03-29, and from 03:00 back to 02:00 on 2026-10-25. */
    @Example
    void shouldBeginByTheClockAndLastForTimeThatPasses() {
        Duration four = Duration.ofHours(4);
        assertThat(end("0 1 * * SUN", four, "2026-03-22T00:00:00Z")).contains(Instant.parse("2026-03-22T04:00:00Z"));
        assertThat(end("0 1 * * SUN", four, "2026-03-29T03:59:59Z")).contains(Instant.parse("2026-03-29T04:00:00Z"));
        assertThat(end("0 1 * * SUN", four, "2026-03-29T04:00:00Z")).isEmpty();
        assertThat(end("0 1 * * SUN", four, "2026-10-24T22:59:59Z")).isEmpty();
        assertThat(end("0 1 * * SUN", four, "2026-10-24T23:00:00Z")).contains(Instant.parse("2026-10-25T03:00:00Z"));
    }

    @Example
    void shouldBeginLaterAtATimeThatClocksSkip() {
        Duration half = Duration.ofMinutes(30);
        assertThat(end("30 2 * * *", half, "2026-03-29T01:29:59Z")).isEmpty();
        assertThat(end("30 2 * * *", half, "2026-03-29T01:30:00Z")).contains(Instant.parse("2026-03-29T02:00:00Z"));
        assertThat(Recurrence.of("30 2 * * *", PARIS, half).nextAfter(Instant.parse("2026-03-29T01:15:00Z")))
                .contains(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(end("30 2 * * *", half, "2026-03-30T00:30:00Z")).contains(Instant.parse("2026-03-30T01:00:00Z"));
    }

    @Example
    void shouldBeginOnceAtATimeThatClocksShowTwice() {
        Duration half = Duration.ofMinutes(30);
        assertThat(end("30 2 * * *", half, "2026-10-25T00:30:00Z")).contains(Instant.parse("2026-10-25T01:00:00Z"));
        assertThat(end("30 2 * * *", half, "2026-10-25T01:30:00Z")).isEmpty();
        assertThat(Recurrence.of("30 2 * * *", PARIS, half).nextAfter(Instant.parse("2026-10-25T00:45:00Z")))
                .contains(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Example
    void shouldKnowTheSecondTuesdayAndTheLastDay() {
        Duration day = Duration.ofDays(1);
        assertThat(Recurrence.of("0 2 * * TUE#2", PARIS, day).nextAfter(Instant.parse("2026-03-01T00:00:00Z")))
                .contains(Instant.parse("2026-03-10T01:00:00Z"));
        assertThat(Recurrence.of("0 2 L * *", PARIS, day).nextAfter(Instant.parse("2026-02-01T00:00:00Z")))
                .contains(Instant.parse("2026-02-28T01:00:00Z"));
    }

    @Property(tries = 500)
    void shouldBeOpenExactlyFromEachStartToItsEnd(
            @ForAll @IntRange(max = 23) int hour,
            @ForAll @IntRange(max = 59) int minute,
            @ForAll @IntRange(min = 1, max = 47) int hours,
            @ForAll @LongRange(min = 1_767_225_600L, max = 1_798_761_600L) long second) {
        Instant now = Instant.ofEpochSecond(second);
        Duration duration = Duration.ofHours(hours);
        Recurrence recurrence = Recurrence.of("%d %d * * *".formatted(minute, hour), PARIS, duration);
        // The starts of the last days, found without cron.
        LocalDateTime today = LocalDateTime.ofInstant(now, PARIS).toLocalDate().atTime(hour, minute);
        Optional<Instant> expected = java.util.stream.LongStream.rangeClosed(-1, 4)
                .mapToObj(days -> today.minusDays(days).atZone(PARIS).toInstant())
                .filter(start -> !start.isAfter(now) && start.plus(duration).isAfter(now))
                .map(start -> start.plus(duration))
                .max(Instant::compareTo);
        assertThat(recurrence.openUntil(now)).isEqualTo(expected);
        assertThat(recurrence.nextAfter(now)).hasValueSatisfying(next -> {
            assertThat(next).isAfter(now);
            assertThat(recurrence.openUntil(next)).contains(next.plus(duration));
        });
    }

    @Property(tries = 100)
    void shouldListEveryTimeThatItWasOpen(
            @ForAll @IntRange(max = 23) int hour,
            @ForAll @IntRange(min = 1, max = 47) int hours,
            @ForAll @LongRange(min = 1_767_225_600L, max = 1_798_761_600L) long second,
            @ForAll @LongRange(min = 1, max = 864_000L) long length) {
        Instant from = Instant.ofEpochSecond(second);
        Instant to = from.plusSeconds(length);
        Recurrence recurrence = Recurrence.of("0 %d * * *".formatted(hour), PARIS, Duration.ofHours(hours));

        List<Opening> openings = recurrence.openings(from, to, 100);

        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(1_800)) {
            Instant now = at;
            assertThat(openings.stream()
                            .anyMatch(opening -> !now.isBefore(opening.from()) && now.isBefore(opening.to())))
                    .as("open at %s", now)
                    .isEqualTo(recurrence.openUntil(now).isPresent());
        }
    }

    @Example
    void shouldRefuseToListTooMany() {
        Recurrence recurrence = Recurrence.of("0 * * * *", PARIS, Duration.ofMinutes(1));
        Instant from = Instant.parse("2026-03-01T00:00:00Z");
        assertThat(recurrence.openings(from, from.plus(Duration.ofHours(10)), 10))
                .hasSize(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recurrence.openings(from, from.plus(Duration.ofHours(12)), 10));
    }

    @Property
    void shouldRefuseInItsOwnWordsWhateverIsNoExpression(@ForAll String cron) {
        try {
            Recurrence.of(cron, PARIS, Duration.ofHours(1)).openUntil(Instant.parse("2026-03-01T00:00:00Z"));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(must be|is longer|never).+");
        }
    }

    @Example
    void shouldRefuseWhatNeverBegins() {
        for (String wrong : new String[] {"0 2 30 2 *", "60 2 * * *", "0 2 * *", "0 0 2 * * *", "@daily"}) {
            assertThatIllegalArgumentException()
                    .as(wrong)
                    .isThrownBy(() -> Recurrence.of(wrong, PARIS, Duration.ofHours(1)));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Recurrence.zone("Mars/Olympus"));
    }
}
