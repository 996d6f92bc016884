package dev.portreach.alert.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Packed days in PostgreSQL. Whoever changes what a day says asks for it to be made again. */
final class DayStore {

    static final String TABLE = "history_day";

    /** Sorted, so that no two writers wait for each other. */
    record Key(String site, long startAt) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int bySite = site.compareTo(other.site);
            return bySite != 0 ? bySite : Long.compare(startAt, other.startAt);
        }
    }

    /** @param revisedAt when late results last changed it, milliseconds since the epoch; null if none did */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Page(Key key, byte[] packed, Long revisedAt) {}

    /** Locks what is asked for already: whoever makes it is waited for, and then asked again. */
    private static final String ASK =
            """
            insert into history_day_due (site, start_at) select * from unnest(?::text[], ?::bigint[])
            on conflict (site, start_at) do update set site = excluded.site""";

    private static final String PEEK =
            "select site, start_at from history_day_due where start_at < ? order by start_at desc, site desc limit ?";

    private static final String TAKE =
            """
            delete from history_day_due f using (%s for update skip locked) due
            where (f.site, f.start_at) = (due.site, due.start_at)
            returning f.site, f.start_at"""
                    .formatted(PEEK);

    private static final String PUT =
            """
            insert into history_day as old (start_at, site, packed)
            select * from unnest(?::bigint[], ?::text[], ?::bytea[])
            on conflict (start_at, site) do update set packed = excluded.packed, revised_at = ?
            where old.packed <> excluded.packed""";

    private static final String READ =
            """
            select h.site, h.start_at, h.packed, h.revised_at
            from unnest(?::bigint[]) d(start_at) join history_day h using (start_at)
            where h.site = any (?) and h.start_at >= ? and h.start_at <= ?
              and not exists (select from history_day_due q where (q.site, q.start_at) = (h.site, h.start_at))
              and not exists (
                select from history_run r
                where r.site = h.site and not r.resting and r.last_at >= h.start_at
                  and r.last_at < h.start_at + 86400000)""";

    private DayStore() {}

    static void ask(Connection connection, Collection<Key> sorted) throws SQLException {
        if (sorted.isEmpty()) {
            return;
        }
        try (PreparedStatement ask = connection.prepareStatement(ASK)) {
            new Columns<>(ask, sorted).add("text", Key::site).add("bigint", Key::startAt);
            ask.executeUpdate();
        }
    }

    /** Some of what was asked for, the newest days first. */
    static List<Key> peek(Connection connection, long before, int limit) throws SQLException {
        return due(connection, PEEK, before, limit);
    }

    /** Takes the same, but for what others take. */
    static List<Key> take(Connection connection, long before, int limit) throws SQLException {
        return due(connection, TAKE, before, limit);
    }

    private static List<Key> due(Connection connection, String query, long before, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, before);
            statement.setInt(2, limit);
            List<Key> due = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    due.add(new Key(rows.getString(1), rows.getLong(2)));
                }
            }
            return due;
        }
    }

    /** @param now when a day counts as revised that is there and differs */
    static void put(Connection connection, Map<Key, byte[]> days, long now) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            new Columns<>(put, days.entrySet())
                    .add("bigint", entry -> entry.getKey().startAt())
                    .add("text", entry -> entry.getKey().site())
                    .addBytes(Map.Entry::getValue)
                    .then(now);
            put.executeUpdate();
        }
    }

    /** Those that are there and not due. */
    static List<Page> read(Connection connection, Collection<String> sites, List<Long> days) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            new Columns<>(select, days).add("bigint", day -> day);
            select.setArray(2, connection.createArrayOf("text", sites.toArray()));
            select.setLong(3, days.get(0));
            select.setLong(4, days.get(days.size() - 1));
            List<Page> pages = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    pages.add(new Page(
                            new Key(rows.getString(1), rows.getLong(2)),
                            rows.getBytes(3),
                            rows.getObject(4, Long.class)));
                }
            }
            return pages;
        }
    }
}
