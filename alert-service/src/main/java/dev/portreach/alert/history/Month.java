package dev.portreach.alert.history;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * A month in UTC, as history is cut into and dropped by.
 *
 * @param start inclusive, milliseconds since the epoch
 * @param end exclusive
 */
record Month(long start, long end) {

    /** The one asked for last: nearly always the one that is asked for next. */
    private static volatile Month recent = of(YearMonth.of(1970, 1));

    static Month of(long at) {
        Month known = recent;
        if (known.contains(at)) {
            return known;
        }
        Month found = of(YearMonth.from(Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC)));
        recent = found;
        return found;
    }

    static Month of(YearMonth month) {
        return new Month(start(month), start(month.plusMonths(1)));
    }

    private static long start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    boolean contains(long at) {
        return start <= at && at < end;
    }

    Month next() {
        return of(end);
    }

    Month previous() {
        return of(start - 1);
    }
}
