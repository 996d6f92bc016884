package dev.portreach.alert.history;

import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Rows of history in PostgreSQL, read and written by the set. */
@ApplicationScoped
public class HistoryStore {

    private static final String COLUMNS =
            "h.id, h.check_id, h.agent, h.epoch, h.from_at, h.to_at, h.prev_at, h.verdict, h.proof, h.address, h.runs,"
                    + " h.revision, h.reason, h.hold_ms";

    /** Per chain: the row at or before the first instant, those within, and the one after the last. */
    private static final String AROUND =
            """
            cross join lateral (
              (select * from history_interval r
               where r.check_id = k.check_id and r.agent = k.agent and r.epoch = k.epoch and r.from_at <= k.first
               order by r.from_at desc limit 1)
              union all
              (select * from history_interval r
               where r.check_id = k.check_id and r.agent = k.agent and r.epoch = k.epoch
                 and r.from_at > k.first and r.from_at <= k.last)
              union all
              (select * from history_interval r
               where r.check_id = k.check_id and r.agent = k.agent and r.epoch = k.epoch and r.from_at > k.last
               order by r.from_at limit 1)
            ) h""";

    private static final String NEIGHBOURS = "select " + COLUMNS
            + " from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])"
            + " k(check_id, agent, epoch, first, last) " + AROUND;

    private static final String BETWEEN = "select " + COLUMNS
            + " from (select distinct check_id, agent, epoch, ?::bigint as first, ?::bigint as last"
            + " from history_interval where check_id = any (?)) k " + AROUND + " limit ?";

    private static final String DELETE = "delete from history_interval where id = any (?)";

    private static final String UPDATE =
            """
            update history_interval h set from_at = u.from_at, to_at = u.to_at, prev_at = u.prev_at,
              revision = u.revision, reason = u.reason, hold_ms = u.hold_ms
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[])
              u(id, from_at, to_at, prev_at, revision, reason, hold_ms)
            where h.id = u.id""";

    private static final String INSERT =
            """
            insert into history_interval (check_id, agent, epoch, from_at, to_at, prev_at, verdict, proof, address, runs,
              revision, reason, hold_ms)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[],
              ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::bigint[])""";

    /** Adds observations within the caller's transaction, which holds the lock of their site. */
    RowChanges add(Connection connection, List<Judged> batch) throws SQLException {
        RowChanges changes = RowChanges.plan(neighbours(connection, batch), batch);
        if (!changes.deletions().isEmpty()) {
            try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                delete.setArray(
                        1,
                        connection.createArrayOf("bigint", changes.deletions().toArray()));
                delete.executeUpdate();
            }
        }
        if (!changes.updates().isEmpty()) {
            update(connection, changes.updates());
        }
        if (!changes.insertions().isEmpty()) {
            insert(connection, changes.insertions());
        }
        return changes;
    }

    private static List<Row> neighbours(Connection connection, List<Judged> batch) throws SQLException {
        Map<ChainKey, long[]> spans = new LinkedHashMap<>();
        for (Judged judged : batch) {
            long[] span = spans.computeIfAbsent(judged.key(), key -> new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
            span[0] = Math.min(span[0], judged.at());
            span[1] = Math.max(span[1], judged.at());
        }
        List<Map.Entry<ChainKey, long[]>> keys = List.copyOf(spans.entrySet());
        try (PreparedStatement select = connection.prepareStatement(NEIGHBOURS)) {
            Columns<Map.Entry<ChainKey, long[]>> columns = new Columns<>(connection, select, keys);
            columns.add("text", key -> key.getKey().check());
            columns.add("text", key -> key.getKey().agent());
            columns.add("text", key -> key.getKey().epoch());
            columns.add("bigint", key -> key.getValue()[0]);
            columns.add("bigint", key -> key.getValue()[1]);
            return rows(select);
        }
    }

    /** Everything that says something of the checks within a span of time, and the rows just before and after it. */
    List<Row> between(Connection connection, List<String> checks, long from, long to, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BETWEEN)) {
            select.setLong(1, from);
            select.setLong(2, to);
            select.setArray(3, connection.createArrayOf("text", checks.toArray()));
            select.setInt(4, limit);
            return rows(select);
        }
    }

    private static void update(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            Columns<Row> columns = new Columns<>(connection, update, rows);
            columns.add("bigint", Row::id);
            columns.add("bigint", Row::from);
            columns.add("bigint", Row::to);
            columns.add("bigint", Row::previousAt);
            columns.add("bigint", row -> row.basis().revision());
            columns.add("text", row -> row.basis().reason());
            columns.add("bigint", row -> row.basis().holdMillis());
            update.executeUpdate();
        }
    }

    private static void insert(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Columns<Row> columns = new Columns<>(connection, insert, rows);
            columns.add("text", row -> row.key().check());
            columns.add("text", row -> row.key().agent());
            columns.add("text", row -> row.key().epoch());
            columns.add("bigint", Row::from);
            columns.add("bigint", Row::to);
            columns.add("bigint", Row::previousAt);
            columns.add("text", row -> row.value().verdict().wireName());
            columns.add("text", row -> row.value().proof().wireName());
            columns.add("text", row -> row.value().address());
            columns.add("text", row -> row.value().runs());
            columns.add("bigint", row -> row.basis().revision());
            columns.add("text", row -> row.basis().reason());
            columns.add("bigint", row -> row.basis().holdMillis());
            insert.executeUpdate();
        }
    }

    private static List<Row> rows(PreparedStatement select) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                rows.add(new Row(
                        result.getLong(1),
                        new ChainKey(result.getString(2), result.getString(3), result.getString(4)),
                        result.getLong(5),
                        result.getLong(6),
                        result.getObject(7, Long.class),
                        new Value(
                                Verdict.valueOf(constant(result.getString(8))),
                                Proof.valueOf(constant(result.getString(9))),
                                result.getString(10),
                                result.getString(11)),
                        new Judged.Basis(result.getLong(12), result.getString(13), result.getLong(14))));
            }
        }
        return rows;
    }

    private static String constant(String wireName) {
        return wireName.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Turns a list into one array a column, for {@code unnest}. */
    private static final class Columns<T> {

        private final Connection connection;
        private final PreparedStatement statement;
        private final List<T> items;
        private int next = 1;

        Columns(Connection connection, PreparedStatement statement, List<T> items) {
            this.connection = connection;
            this.statement = statement;
            this.items = items;
        }

        void add(String type, Function<T, Object> column) throws SQLException {
            Object[] values = items.stream().map(column).toArray();
            statement.setArray(next++, connection.createArrayOf(type, values));
        }
    }
}
