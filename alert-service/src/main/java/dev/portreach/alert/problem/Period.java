package dev.portreach.alert.problem;

import java.time.Duration;
import java.time.Instant;

/**
 * A time that is asked for, in milliseconds. What lies ahead is not known and cut off.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Period(Instant from, Instant to) {

    /**
     * Reads {@code from} and {@code to}.
     *
     * @param usual how long before {@code to} it begins if {@code from} is absent
     * @throws ProblemException 400 if it is empty, lies ahead, or is longer than {@code longest}
     */
    public static Period of(String from, String to, Duration usual, Duration longest, Instant now) {
        Instant present = Instant.ofEpochMilli(now.toEpochMilli());
        Instant asked = Query.instant("to", to).map(Period::wholeMillis).orElse(present);
        Instant end = asked.isAfter(present) ? present : asked;
        Instant begin = Query.instant("from", from).map(Period::wholeMillis).orElse(end.minus(usual));
        if (!begin.isBefore(end)) {
            throw ProblemException.invalid("from", "must be before to, and in the past");
        }
        if (Duration.between(begin, end).compareTo(longest) > 0) {
            throw ProblemException.invalid(
                    "from", "the span must not be longer than %d days".formatted(longest.toDays()));
        }
        return new Period(begin, end);
    }

    private static Instant wholeMillis(Instant instant) {
        return Instant.ofEpochMilli(instant.toEpochMilli());
    }
}
