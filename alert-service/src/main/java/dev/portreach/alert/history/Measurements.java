package dev.portreach.alert.history;

import dev.portreach.alert.rollup.PartRollup;
import dev.portreach.alert.rollup.Rollup;
import dev.portreach.alert.rollup.RollupCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Losses and round-trip times of checks over any time: from the coarsest roll-ups that fit, and from finer ones where those
 * have to be made again or are not yet. What is asked for in {@code history_fold} tells where, so that all agree.
 */
@ApplicationScoped
public class Measurements {

    /** Takes roll-ups, several for the same check and time: to be merged. */
    @FunctionalInterface
    public interface Sink {

        /**
         * @param check its number
         * @param at where the roll-up begins, milliseconds since the epoch
         */
        void take(int check, long at, Rollup rollup);
    }

    /** Where a part's roll-ups are wanted. */
    private record Stretch(int part, long from, long to) {}

    private static final String PARTS =
            """
            select p.id, p.checks, o.packed
            from history_run r
            join history_part p on p.run = r.id
            left join history_open o on o.part = p.id
            where r.site = any (?) and r.first_at < ? and r.last_at >= ?""";

    private static final String READ =
            """
            select h.part, h.start_at, h.packed
            from unnest(?::integer[], ?::bigint[], ?::bigint[]) k(part, low, high)
            join %s h on h.part = k.part and h.start_at >= k.low and h.start_at < k.high
            where h.start_at >= ? and h.start_at < ?""";

    private static final String DUE =
            "select part, start_at from history_fold where start_at >= ? and start_at < ? and part = any (?)";

    private final HistoryConfig config;

    Measurements(HistoryConfig config) {
        this.config = config;
    }

    /** The finest width that all of a time since {@code from} is kept in. */
    public long finest(Instant from, Instant now) {
        if (!from.isBefore(now.minus(config.keepFiveMinutes()))) {
            return Resolution.FIVE_MINUTES.millis();
        }
        return from.isBefore(now.minus(config.keepHours())) ? Resolution.DAY.millis() : Resolution.HOUR.millis();
    }

    /**
     * Gives all that was measured.
     *
     * @param connection of a transaction that sees all as of one moment
     * @param step no roll-up reaches over a multiple of it, in milliseconds; a multiple of five minutes
     * @param from a multiple of five minutes, and of the finest width that is kept of that time
     * @param to exclusive, the same
     * @param most roll-ups of parts that are read
     * @return false if there would be more: then nothing is given
     */
    public boolean read(
            Connection connection,
            Collection<CheckDirectory.Entry> checks,
            long from,
            long to,
            long step,
            long most,
            Sink sink)
            throws SQLException {
        Map<Integer, OpenPart> parts = parts(connection, checks, from, to);
        List<Stretch> stretches =
                parts.keySet().stream().map(part -> new Stretch(part, from, to)).toList();
        Resolution coarsest = coarsest(step);
        if (parts.size() * ((to - from) / coarsest.millis() + 1) > most) {
            return false;
        }
        Map<String, Integer> numbers = new HashMap<>();
        checks.forEach(check -> numbers.put(check.id(), check.number()));
        new Reading(connection, parts, numbers, sink).read(coarsest, stretches);
        parts.values().forEach(part -> part.rollups().open().forEach((start, rollup) -> {
            if (start >= from && start < to) {
                give(part, start, rollup, numbers, sink);
            }
        }));
        return true;
    }

    private static Resolution coarsest(long step) {
        Resolution coarsest = Resolution.FIVE_MINUTES;
        for (Resolution each : Resolution.values()) {
            coarsest = step % each.millis() == 0 ? each : coarsest;
        }
        return coarsest;
    }

    private static void give(OpenPart part, long at, PartRollup rollup, Map<String, Integer> numbers, Sink sink) {
        for (int slot = 0; slot < part.checks().size(); slot++) {
            Integer number = numbers.get(part.checks().get(slot));
            if (number != null && rollup.of(slot) != null) {
                sink.take(number, at, rollup.of(slot));
            }
        }
    }

    /** Of the sites that probe them: those with one of the checks. */
    private static Map<Integer, OpenPart> parts(
            Connection connection, Collection<CheckDirectory.Entry> checks, long from, long to) throws SQLException {
        Set<String> sites = new HashSet<>();
        Set<String> names = new HashSet<>();
        checks.forEach(check -> {
            sites.add(check.vantage());
            names.add(check.id());
        });
        try (PreparedStatement select = connection.prepareStatement(PARTS)) {
            select.setArray(1, connection.createArrayOf("text", sites.toArray()));
            select.setLong(2, to);
            select.setLong(3, from);
            Map<Integer, OpenPart> parts = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    List<String> inPart =
                            Arrays.asList((String[]) rows.getArray(2).getArray());
                    if (inPart.stream().anyMatch(names::contains)) {
                        parts.put(rows.getInt(1), OpenPartCodec.unpack(rows.getInt(1), inPart, rows.getBytes(3)));
                    }
                }
            }
            return parts;
        }
    }

    /** Goes from coarse to fine. */
    private record Reading(
            Connection connection, Map<Integer, OpenPart> parts, Map<String, Integer> numbers, Sink sink) {

        private void read(Resolution resolution, List<Stretch> stretches) throws SQLException {
            if (stretches.isEmpty()) {
                return;
            }
            List<Stretch> whole = new ArrayList<>();
            List<Stretch> finer = new ArrayList<>();
            Set<RollupStore.Key> due = resolution.finer().isPresent() ? due(resolution, stretches) : Set.of();
            for (Stretch stretch : stretches) {
                long first = resolution.startOf(stretch.from() + resolution.millis() - 1);
                long end = resolution.startOf(stretch.to());
                if (first >= end) {
                    finer.add(stretch);
                    continue;
                }
                add(finer, stretch.part(), stretch.from(), first);
                long begin = first;
                for (long at = first; at < end; at += resolution.millis()) {
                    if (due.contains(new RollupStore.Key(stretch.part(), at))) {
                        add(whole, stretch.part(), begin, at);
                        add(finer, stretch.part(), at, at + resolution.millis());
                        begin = at + resolution.millis();
                    }
                }
                add(whole, stretch.part(), begin, end);
                add(finer, stretch.part(), end, stretch.to());
            }
            give(resolution, whole);
            if (resolution.finer().isPresent()) {
                read(resolution.finer().get(), finer);
            }
        }

        private static void add(List<Stretch> stretches, int part, long from, long to) {
            if (from < to) {
                stretches.add(new Stretch(part, from, to));
            }
        }

        /** Those that have to be made, or one of which they are made. */
        private Set<RollupStore.Key> due(Resolution resolution, List<Stretch> stretches) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(DUE)) {
                select.setLong(1, resolution.startOf(first(stretches)));
                select.setLong(2, last(stretches));
                select.setArray(
                        3,
                        connection.createArrayOf(
                                "integer",
                                stretches.stream().map(Stretch::part).distinct().toArray()));
                Set<RollupStore.Key> due = new HashSet<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        due.add(new RollupStore.Key(rows.getInt(1), resolution.startOf(rows.getLong(2))));
                    }
                }
                return due;
            }
        }

        private void give(Resolution resolution, List<Stretch> stretches) throws SQLException {
            if (stretches.isEmpty()) {
                return;
            }
            try (PreparedStatement select = connection.prepareStatement(READ.formatted(resolution.table()))) {
                new Columns<>(select, stretches)
                        .add("integer", Stretch::part)
                        .add("bigint", Stretch::from)
                        .add("bigint", Stretch::to)
                        .then(first(stretches))
                        .then(last(stretches));
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        Measurements.give(
                                parts.get(rows.getInt(1)),
                                rows.getLong(2),
                                RollupCodec.unpack(rows.getBytes(3), OpenPart.SIZE),
                                numbers,
                                sink);
                    }
                }
            }
        }

        private static long first(List<Stretch> stretches) {
            return stretches.stream().mapToLong(Stretch::from).min().orElseThrow();
        }

        private static long last(List<Stretch> stretches) {
            return stretches.stream().mapToLong(Stretch::to).max().orElseThrow();
        }
    }
}
