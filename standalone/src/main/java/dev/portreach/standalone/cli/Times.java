package dev.portreach.standalone.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Times as people type them; each throws DateTimeException or ArithmeticException if it is none. */
final class Times {

    private Times() {}

    /** {@code 30m}, {@code 2h}, {@code 7d} or {@code PT2H30M}. */
    static Duration duration(String text) {
        if (text.matches("\\d{1,6}[smh]")) {
            return Duration.parse("PT" + text);
        }
        return Duration.parse(text.matches("\\d{1,6}d") ? "P" + text : text);
    }

    /** {@code 2026-03-01T22:00:00Z} with any offset, or {@code 2026-03-01T22:00} by the clocks of the zone. */
    static Instant instant(String text, ZoneId zone) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return LocalDateTime.parse(text).atZone(zone).toInstant();
        }
    }
}
