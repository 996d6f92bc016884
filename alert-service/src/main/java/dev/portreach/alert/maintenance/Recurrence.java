package dev.portreach.alert.maintenance;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Windows that begin at the times of a cron expression on the clocks of a zone, and last for a time that passes. The
 * expression is asked about clock times alone, which java.time then places in the zone: a time that clocks skip in spring
 * begins as much later as they skip, one that they show twice in autumn begins at the first.
 */
public final class Recurrence {

    static final Duration LONGEST = Duration.ofDays(31);

    /** No zone's clocks have ever been changed by more at once, but for days that were skipped whole. */
    private static final Duration LARGEST_CHANGE = Duration.ofHours(3);

    private static final int LONGEST_CRON = 100;
    /** Minute, hour, day of month, month, day of week; {@code TUE#2} is the second Tuesday, {@code L} the last. */
    private static final CronDefinition DEFINITION = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withValidRange(0, 59)
            .withStrictRange()
            .and()
            .withHours()
            .withValidRange(0, 23)
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .withValidRange(1, 31)
            .supportsL()
            .withStrictRange()
            .and()
            .withMonth()
            .withValidRange(1, 12)
            .withStrictRange()
            .and()
            .withDayOfWeek()
            .withValidRange(0, 7)
            .withMondayDoWValue(1)
            .withIntMapping(7, 0)
            .supportsHash()
            .supportsL()
            .withStrictRange()
            .and()
            .instance();

    private final ExecutionTime starts;
    private final ZoneId zone;
    private final Duration duration;

    private Recurrence(ExecutionTime starts, ZoneId zone, Duration duration) {
        this.starts = starts;
        this.zone = zone;
        this.duration = duration;
    }

    /**
     * @param cron five fields
     * @param zone such as {@code Europe/Paris}
     * @param duration at most {@link #LONGEST}
     * @throws IllegalArgumentException saying what is wrong
     */
    static Recurrence of(String cron, ZoneId zone, Duration duration) {
        if (cron.length() > LONGEST_CRON) {
            throw new IllegalArgumentException("is longer than %d characters".formatted(LONGEST_CRON));
        }
        Cron parsed;
        try {
            parsed = new CronParser(DEFINITION).parse(cron).validate();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "must be a cron expression of minute, hour, day of month, month and day of week, such as"
                            + " \"0 2 * * SUN\"",
                    e);
        }
        Recurrence recurrence = new Recurrence(ExecutionTime.forCron(parsed), zone, duration);
        // The search goes on for years, so that the 29th of February has its chance.
        if (recurrence
                .starts
                .nextExecution(onClock(LocalDateTime.of(2027, 1, 1, 0, 0)))
                .isEmpty()) {
            throw new IllegalArgumentException("never begins");
        }
        return recurrence;
    }

    /** @throws IllegalArgumentException if there is no such zone */
    static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time zone such as Europe/Paris", e);
        }
    }

    /** When the window that is open at that instant ends; empty if none is. */
    public Optional<Instant> openUntil(Instant now) {
        LocalDateTime clock = LocalDateTime.ofInstant(now, zone);
        LocalDateTime earliest = clock.minus(LARGEST_CHANGE);
        Instant end = null;
        Optional<ZonedDateTime> start = starts.lastExecution(onClock(clock.plus(LARGEST_CHANGE)));
        while (start.isPresent()) {
            LocalDateTime shown = start.get().toLocalDateTime();
            Instant begins = shown.atZone(zone).toInstant();
            Instant ends = begins.plus(duration);
            if (!begins.isAfter(now) && ends.isAfter(now) && (end == null || ends.isAfter(end))) {
                end = ends;
            }
            boolean passedAll = shown.isBefore(earliest);
            start = passedAll ? Optional.empty() : starts.lastExecution(start.get());
        }
        return Optional.ofNullable(end);
    }

    /** When the next window begins, after that instant. */
    Optional<Instant> nextAfter(Instant now) {
        // A time that clocks skip is shown before now, and begins after it.
        LocalDateTime clock = LocalDateTime.ofInstant(now, zone).minus(LARGEST_CHANGE);
        Optional<ZonedDateTime> start = starts.nextExecution(onClock(clock));
        while (start.isPresent()) {
            Instant begins = start.get().toLocalDateTime().atZone(zone).toInstant();
            if (begins.isAfter(now)) {
                return Optional.of(begins);
            }
            start = starts.nextExecution(start.get());
        }
        return Optional.empty();
    }

    /**
     * When it is open within a time, in order.
     *
     * @param most how many times at most
     * @throws IllegalArgumentException if it is open more often
     */
    List<Opening> openings(Instant from, Instant to, int most) {
        List<Opening> openings = new ArrayList<>();
        Instant at = from;
        while (at.isBefore(to)) {
            Optional<Instant> end = openUntil(at);
            if (end.isPresent()) {
                openings.add(new Opening(at, end.get().isBefore(to) ? end.get() : to));
                at = end.get();
            } else {
                at = nextAfter(at).orElse(to);
            }
            if (openings.size() > most) {
                throw new IllegalArgumentException("is open more than %d times".formatted(most));
            }
        }
        return openings;
    }

    private static ZonedDateTime onClock(LocalDateTime time) {
        return time.atZone(ZoneOffset.UTC);
    }
}
