package dev.portreach.alert.history;

import dev.portreach.alert.rollup.PartRollup;
import dev.portreach.alert.rollup.RollupCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Roll-ups in PostgreSQL. Whoever changes one asks for the next coarser one to be made again. */
final class RollupStore {

    /** Which part, and from when on; sorted, so that no two writers wait for each other. */
    record Key(int part, long startAt) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byPart = Integer.compare(part, other.part);
            return byPart != 0 ? byPart : Long.compare(startAt, other.startAt);
        }
    }

    private static final String READ =
            """
            select h.part, h.start_at, h.packed
            from unnest(?::integer[], ?::bigint[]) k(part, start_at)
            join %s h on h.part = k.part and h.start_at >= k.start_at and h.start_at < k.start_at + ?
            where h.start_at >= ? and h.start_at < ?""";

    private static final String PUT =
            """
            insert into %s (part, start_at, packed) select * from unnest(?::integer[], ?::bigint[], ?::bytea[])
            on conflict (part, start_at) do update set packed = excluded.packed""";

    /** Locks what is asked for already: a fold that is under way is waited for, and then asked for again. */
    private static final String ASK =
            """
            insert into history_fold (level, start_at, part)
            select ?, start_at, part from unnest(?::bigint[], ?::integer[]) k(start_at, part)
            on conflict (level, start_at, part) do update set part = excluded.part""";

    private RollupStore() {}

    /** Merges what is done in the parts with what is stored. */
    static void merge(Connection connection, Collection<OpenPart> parts) throws SQLException {
        Map<Key, PartRollup> done = new TreeMap<>();
        for (OpenPart part : parts) {
            part.rollups().done().forEach((start, rollup) -> done.put(new Key(part.id(), start), rollup));
        }
        if (done.isEmpty()) {
            return;
        }
        read(connection, Resolution.FIVE_MINUTES, done.keySet(), Resolution.FIVE_MINUTES)
                .forEach((key, stored) -> done.get(key).merge(stored));
        put(connection, Resolution.FIVE_MINUTES, done);
    }

    /**
     * What is stored in one resolution, merged into another.
     *
     * @param into the same or a coarser one, which the keys are of
     */
    static Map<Key, PartRollup> read(
            Connection connection, Resolution resolution, Collection<Key> keys, Resolution into) throws SQLException {
        Map<Key, PartRollup> found = new TreeMap<>();
        long first = keys.stream().mapToLong(Key::startAt).min().orElseThrow();
        long last = keys.stream().mapToLong(Key::startAt).max().orElseThrow();
        try (PreparedStatement select = connection.prepareStatement(READ.formatted(resolution.table()))) {
            new Columns<>(select, keys)
                    .add("integer", Key::part)
                    .add("bigint", Key::startAt)
                    .then(into.millis())
                    .then(first)
                    .then(last + into.millis());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    PartRollup rollup = RollupCodec.unpack(rows.getBytes(3), OpenPart.SIZE);
                    Key key = new Key(rows.getInt(1), into.startOf(rows.getLong(2)));
                    PartRollup other = found.putIfAbsent(key, rollup);
                    if (other != null) {
                        other.merge(rollup);
                    }
                }
            }
        }
        return found;
    }

    /** Stores them, whatever was there. */
    static void put(Connection connection, Resolution resolution, Map<Key, PartRollup> rollups) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT.formatted(resolution.table()))) {
            new Columns<>(put, rollups.entrySet())
                    .add("integer", entry -> entry.getKey().part())
                    .add("bigint", entry -> entry.getKey().startAt())
                    .addBytes(entry -> RollupCodec.pack(entry.getValue()));
            put.executeUpdate();
        }
        if (resolution.coarser().isPresent()) {
            ask(connection, resolution.coarser().get(), rollups.keySet());
        }
    }

    private static void ask(Connection connection, Resolution coarser, Collection<Key> finer) throws SQLException {
        TreeSet<Key> keys = new TreeSet<>();
        finer.forEach(key -> keys.add(new Key(key.part(), coarser.startOf(key.startAt()))));
        try (PreparedStatement ask = connection.prepareStatement(ASK)) {
            ask.setString(1, coarser.label());
            ask.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", keys.stream().map(Key::startAt).toArray()));
            ask.setArray(
                    3,
                    connection.createArrayOf(
                            "integer", keys.stream().map(Key::part).toArray()));
            ask.executeUpdate();
        }
    }
}
