package dev.portreach.alert.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Days in UTC, each named by its first instant in milliseconds since the epoch. */
final class Day {

    static final long MILLIS = Duration.ofDays(1).toMillis();

    private Day() {}

    static long of(long at) {
        return Math.floorDiv(at, MILLIS) * MILLIS;
    }

    /** Those that a span touches; none if it is empty. */
    static List<Long> between(long from, long to) {
        List<Long> days = new ArrayList<>();
        for (long day = of(from); day < to; day += MILLIS) {
            days.add(day);
        }
        return days;
    }
}
