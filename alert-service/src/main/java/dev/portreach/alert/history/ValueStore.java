package dev.portreach.alert.history;

import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What intervals say, in PostgreSQL: once a month, as it is dropped with the month. */
final class ValueStore {

    /** @param monthAt start of the month, milliseconds since the epoch */
    record Key(long monthAt, long id) {

        static Key of(long at, long id) {
            return new Key(Month.of(at).start(), id);
        }
    }

    private static final String PUT =
            """
            insert into history_value (month_at, id, hold_ms, verdict, proof, address, runs, reason)
            select * from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
            on conflict do nothing""";

    private static final String GET =
            """
            select v.month_at, v.id, v.hold_ms, v.verdict, v.proof, v.address, v.runs, v.reason
            from unnest(?::bigint[], ?::bigint[]) k(month_at, id) join history_value v using (month_at, id)
            where v.month_at >= ? and v.month_at <= ?""";

    private ValueStore() {}

    static void put(Connection connection, Map<Key, Value> values) throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            new Columns<>(put, values.entrySet())
                    .add("bigint", entry -> entry.getKey().monthAt())
                    .add("bigint", entry -> entry.getKey().id())
                    .add("bigint", entry -> entry.getValue().holdMillis())
                    .add("text", entry -> entry.getValue().verdict().wireName())
                    .add("text", entry -> entry.getValue().proof().wireName())
                    .add("text", entry -> entry.getValue().address())
                    .add("text", entry -> entry.getValue().runs())
                    .add("text", entry -> entry.getValue().reason());
            put.executeUpdate();
        }
    }

    static Map<Key, Value> get(Connection connection, Collection<Key> keys) throws SQLException {
        Map<Key, Value> values = new HashMap<>();
        if (keys.isEmpty()) {
            return values;
        }
        try (PreparedStatement select = connection.prepareStatement(GET)) {
            new Columns<>(select, keys)
                    .add("bigint", Key::monthAt)
                    .add("bigint", Key::id)
                    .then(keys.stream().mapToLong(Key::monthAt).min().orElseThrow())
                    .then(keys.stream().mapToLong(Key::monthAt).max().orElseThrow());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    values.put(
                            new Key(rows.getLong(1), rows.getLong(2)),
                            new Value(
                                    Verdict.valueOf(constant(rows.getString(4))),
                                    Proof.valueOf(constant(rows.getString(5))),
                                    rows.getString(6),
                                    rows.getString(7),
                                    rows.getString(8),
                                    rows.getLong(3)));
                }
            }
        }
        return values;
    }

    private static String constant(String wireName) {
        return wireName.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
