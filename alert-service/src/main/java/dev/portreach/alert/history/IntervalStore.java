package dev.portreach.alert.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Intervals in PostgreSQL, read and written by the set. */
final class IntervalStore {

    /** Where intervals of a check are wanted: at or before the first instant, between, and after the last. */
    record Reach(SlotKey key, long first, long last) {}

    private record Stored(SlotKey key, Interval interval) {}

    /** The bounds beside the arrays let the planner leave partitions out. */
    private static final String AROUND =
            """
            select k.part, k.slot, h.from_at, h.to_at, h.prev_at, h.value, h.revision
            from unnest(?::integer[], ?::smallint[], ?::bigint[], ?::bigint[]) k(part, slot, first, last)
            cross join lateral (
              (select * from history_interval r
               where r.part = k.part and r.slot = k.slot and r.from_at <= k.first and r.from_at >= ? and r.from_at < ?
               order by r.from_at desc limit ?)
              union all
              (select * from history_interval r
               where r.part = k.part and r.slot = k.slot and r.from_at > k.first and r.from_at <= k.last
                 and r.from_at >= ? and r.from_at < ?)
              union all
              (select * from history_interval r
               where r.part = k.part and r.slot = k.slot and r.from_at > k.last and r.from_at >= ? and r.from_at < ?
               order by r.from_at limit ?)
            ) h limit ?""";

    private static final String DELETE =
            """
            delete from history_interval h using unnest(?::integer[], ?::smallint[], ?::bigint[]) k(part, slot, from_at)
            where h.part = k.part and h.slot = k.slot and h.from_at = k.from_at and h.from_at >= ? and h.from_at <= ?""";

    private static final String INSERT =
            """
            insert into history_interval (from_at, to_at, prev_at, value, revision, part, slot)
            select * from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::integer[],
              ?::smallint[])""";

    private IntervalStore() {}

    /**
     * @param from only intervals that begin in this month or later are found
     * @param to or earlier, or in this
     * @param neighbours most of each check at or before the first instant, and most after the last
     * @param limit most rows over all spans
     */
    static Map<SlotKey, List<Interval>> around(
            Connection connection, Collection<Reach> reaches, Month from, Month to, int neighbours, int limit)
            throws SQLException {
        Map<SlotKey, List<Interval>> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(AROUND)) {
            Columns<Reach> columns = new Columns<>(select, reaches)
                    .add("integer", reach -> reach.key().part())
                    .add("smallint", reach -> reach.key().slot())
                    .add("bigint", Reach::first)
                    .add("bigint", Reach::last);
            columns.then(from.start()).then(to.end()).then(neighbours);
            columns.then(from.start()).then(to.end());
            columns.then(from.start()).then(to.end()).then(neighbours);
            columns.then(limit);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(new SlotKey(rows.getInt(1), rows.getInt(2)), key -> new ArrayList<>())
                            .add(new Interval(
                                    rows.getLong(3),
                                    rows.getLong(4),
                                    rows.getObject(5, Long.class),
                                    rows.getLong(6),
                                    rows.getLong(7)));
                }
            }
        }
        return found;
    }

    /** Brings late observations to where they belong, then stores what has changed in the parts. */
    static void settle(Connection connection, Collection<OpenPart> parts) throws SQLException {
        List<Reach> spans = new ArrayList<>();
        for (OpenPart part : parts) {
            for (OpenIntervals.Gap gap : part.intervals().gaps()) {
                spans.add(new Reach(new SlotKey(part.id(), gap.slot()), gap.first(), gap.last()));
            }
        }
        if (spans.isEmpty()) {
            return;
        }
        long first = spans.stream().mapToLong(Reach::first).min().orElseThrow();
        long last = spans.stream().mapToLong(Reach::last).max().orElseThrow();
        Month to = last == Long.MAX_VALUE ? new Month(0, Long.MAX_VALUE) : Month.of(last);
        Map<SlotKey, List<Interval>> stored = around(connection, spans, Month.of(first), to, 1, Integer.MAX_VALUE);
        for (OpenPart part : parts) {
            for (OpenIntervals.Gap gap : part.intervals().gaps()) {
                part.intervals().settle(gap.slot(), stored.getOrDefault(new SlotKey(part.id(), gap.slot()), List.of()));
            }
        }
    }

    static void delete(Connection connection, Collection<OpenPart> parts) throws SQLException {
        List<Stored> deletions = new ArrayList<>();
        for (OpenPart part : parts) {
            part.intervals()
                    .deletions()
                    .forEach(each -> deletions.add(new Stored(new SlotKey(part.id(), each.slot()), each.interval())));
        }
        if (deletions.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            new Columns<>(delete, deletions)
                    .add("integer", each -> each.key().part())
                    .add("smallint", each -> each.key().slot())
                    .add("bigint", each -> each.interval().from())
                    .then(deletions.stream()
                            .mapToLong(each -> each.interval().from())
                            .min()
                            .orElseThrow())
                    .then(deletions.stream()
                            .mapToLong(each -> each.interval().from())
                            .max()
                            .orElseThrow());
            delete.executeUpdate();
        }
    }

    static void insert(Connection connection, Collection<OpenPart> parts) throws SQLException {
        List<Stored> insertions = new ArrayList<>();
        for (OpenPart part : parts) {
            part.intervals()
                    .insertions()
                    .forEach(each -> insertions.add(new Stored(new SlotKey(part.id(), each.slot()), each.interval())));
        }
        if (insertions.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            new Columns<>(insert, insertions)
                    .add("bigint", each -> each.interval().from())
                    .add("bigint", each -> each.interval().to())
                    .add("bigint", each -> each.interval().previousAt())
                    .add("bigint", each -> each.interval().value())
                    .add("bigint", each -> each.interval().revision())
                    .add("integer", each -> each.key().part())
                    .add("smallint", each -> each.key().slot());
            insert.executeUpdate();
        }
    }
}
