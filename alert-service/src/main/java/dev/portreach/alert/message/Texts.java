package dev.portreach.alert.message;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers and times as people read them. */
public final class Texts {

    private Texts() {}

    /** {@code 44 of 2,310}. */
    static String of(int part, int whole) {
        return String.format(Locale.ROOT, "%,d of %,d", part, whole);
    }

    /** {@code 2026-03-01 10:02:00 UTC}. */
    public static String utc(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace("T", " ").replace("Z", " UTC");
    }

    /** {@code 2 d 4 h}, {@code 1 h 05 min}, {@code 12 min 30 s}, {@code 8 s}; nothing below zero. */
    public static String lasting(Instant from, Instant to) {
        return lasting(Duration.between(from, to));
    }

    static String lasting(Duration duration) {
        Duration lasted = duration.isNegative() ? Duration.ZERO : duration;
        if (lasted.toDays() > 0) {
            return "%d d %d h".formatted(lasted.toDays(), lasted.toHoursPart());
        }
        if (lasted.toHours() > 0) {
            return "%d h %02d min".formatted(lasted.toHours(), lasted.toMinutesPart());
        }
        return lasted.toMinutes() > 0
                ? "%d min %02d s".formatted(lasted.toMinutes(), lasted.toSecondsPart())
                : "%d s".formatted(lasted.toSeconds());
    }
}
