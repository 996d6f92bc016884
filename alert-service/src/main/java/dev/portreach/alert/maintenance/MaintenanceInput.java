package dev.portreach.alert.maintenance;

import dev.portreach.alert.matcher.Matchers;
import dev.portreach.alert.problem.Fields;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A maintenance window as operators define it, whole: once, with {@code from} and {@code until}, or recurring, with
 * {@code cron}, {@code zone} and {@code duration}.
 *
 * @param matchers 1 to 20, such as {@code site=lyon}; all must hold, and they must not match everything
 * @param from when it begins
 * @param until when it ends, at most 366 days later
 * @param cron minute, hour, day of month, month, day of week, on the clocks of the zone
 * @param zone such as {@code Europe/Paris}; UTC if absent
 * @param duration ISO 8601, 1 min to 31 d
 * @param comment what for, 1 to 1,000 characters
 */
public record MaintenanceInput(
        List<String> matchers, String from, String until, String cron, String zone, String duration, String comment) {

    private static final Duration LONGEST = Duration.ofDays(366);

    /** Either {@code from} and {@code until}, or the other three. */
    record Valid(
            Matchers matchers,
            Instant from,
            Instant until,
            String cron,
            ZoneId zone,
            Duration duration,
            String comment) {}

    /** @throws dev.portreach.alert.problem.ProblemException naming every wrong field */
    Valid validate() {
        Fields fields = new Fields();
        Matchers valid = fields.read("matchers", () -> Matchers.narrowing(matchers));
        fields.text("comment", comment, 1_000);
        if (cron == null) {
            return once(valid, fields);
        }
        fields.require("from", from == null, "does not go with cron");
        fields.require("until", until == null, "does not go with cron");
        ZoneId place = fields.read("zone", () -> Recurrence.zone(zone == null ? "UTC" : zone));
        Duration lasts = fields.read("duration", this::readDuration);
        if (place != null && lasts != null) {
            fields.read("cron", () -> Recurrence.of(cron, place, lasts));
        }
        fields.check();
        return new Valid(valid, null, null, cron, place, lasts, comment.strip());
    }

    private Valid once(Matchers valid, Fields fields) {
        fields.require("zone", zone == null, "goes with cron only");
        fields.require("duration", duration == null, "goes with cron only");
        fields.require("from", from != null, "is missing; give from and until, or cron and duration");
        fields.require("until", until != null, "is missing; give from and until, or cron and duration");
        Instant begin = fields.instant("from", from, null);
        Instant end = fields.instant("until", until, null);
        if (begin != null && end != null) {
            fields.require("until", end.isAfter(begin), "must be after from");
            fields.require("until", !end.isAfter(begin.plus(LONGEST)), "must be within 366 days after from");
        }
        fields.check();
        return new Valid(valid, begin, end, null, null, null, comment.strip());
    }

    private Duration readDuration() {
        if (duration == null) {
            throw new IllegalArgumentException("is missing; it goes with cron");
        }
        Duration lasts;
        try {
            lasts = Duration.parse(duration);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be an ISO 8601 duration such as PT4H", e);
        }
        if (lasts.compareTo(Duration.ofMinutes(1)) < 0 || lasts.compareTo(Recurrence.LONGEST) > 0) {
            throw new IllegalArgumentException("must be within PT1M to P31D");
        }
        return lasts;
    }
}
