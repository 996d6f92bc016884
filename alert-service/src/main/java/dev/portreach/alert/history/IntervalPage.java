package dev.portreach.alert.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Some stored intervals of a part in order of slot and time, and the newest of all its slots at the same moment.
 *
 * @param packed {@link OpenPartCodec}; null if there is nothing
 */
// read once, and not compared
@SuppressWarnings("ArrayRecordComponent")
record IntervalPage(List<Stored> stored, byte[] packed, boolean isLast) {

    /** An interval and its slot. */
    record Stored(int slot, Interval interval) {}

    /**
     * One statement, so that no interval moves from the open ones to the stored ones between two. The sum keeps the slots out
     * of what the index is searched by, or its order would be lost.
     */
    private static final String READ =
            """
            select * from (
              (select h.slot, h.from_at, h.to_at, h.prev_at, h.value, h.revision, null::bytea as packed
               from history_interval h
               where h.part = ? and (h.slot + 0) = any (?) and (h.slot, h.from_at) > (?, ?)
                 and h.from_at >= ? and h.from_at < ?
               order by h.slot, h.from_at limit ?)
              union all
              select null, null, null, null, null, null, o.packed from history_open o where o.part = ?
            ) page order by slot nulls last, from_at""";

    /**
     * @param slots in order
     * @param after the last one of the page before; null for the first page
     * @param from earliest begin, milliseconds since the epoch
     * @param to before this
     */
    static IntervalPage read(
            Connection connection, int part, Collection<Integer> slots, Stored after, long from, long to, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setInt(1, part);
            select.setArray(2, connection.createArrayOf("integer", slots.toArray()));
            select.setInt(3, after == null ? -1 : after.slot());
            select.setLong(4, after == null ? 0 : after.interval().from());
            select.setLong(5, from);
            select.setLong(6, to);
            select.setInt(7, limit);
            select.setInt(8, part);
            try (ResultSet rows = select.executeQuery()) {
                List<Stored> stored = new ArrayList<>();
                byte[] packed = null;
                while (rows.next()) {
                    int slot = rows.getInt(1);
                    if (rows.wasNull()) {
                        packed = rows.getBytes(7);
                    } else {
                        stored.add(new Stored(
                                slot,
                                new Interval(
                                        rows.getLong(2),
                                        rows.getLong(3),
                                        rows.getObject(4, Long.class),
                                        rows.getLong(5),
                                        rows.getLong(6))));
                    }
                }
                return new IntervalPage(stored, packed, stored.size() < limit);
            }
        }
    }
}
