package dev.portreach.alert.checkstate;

import dev.portreach.alert.intake.Incoming;
import dev.portreach.alert.intake.Transactions;
import dev.portreach.contracts.state.CheckState;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Writes check states: only higher versions; tombstones delete. */
@ApplicationScoped
public class CheckStateStore {

    private static final String UPSERT =
            """
            insert into check_state
              (check_id, version, verdict, vantage, subject, component, component_name, document)
            select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
            on conflict (check_id) do update set
              version = excluded.version, verdict = excluded.verdict, vantage = excluded.vantage,
              subject = excluded.subject, component = excluded.component, component_name = excluded.component_name,
              document = excluded.document
            where check_state.version < excluded.version""";

    private final Transactions transactions;

    CheckStateStore(Transactions transactions) {
        this.transactions = transactions;
    }

    void store(List<Incoming<CheckState>> batch) {
        Set<String> deleted = new HashSet<>();
        Map<String, Incoming<CheckState>> latest = new LinkedHashMap<>();
        for (Incoming<CheckState> incoming : batch) {
            if (incoming.isTombstone()) {
                deleted.add(incoming.key());
                latest.remove(incoming.key());
            } else {
                latest.merge(incoming.event().check(), incoming, CheckStateStore::newer);
            }
        }
        transactions.call(connection -> {
            delete(connection, deleted);
            upsert(connection, List.copyOf(latest.values()));
            return null;
        });
    }

    private static Incoming<CheckState> newer(Incoming<CheckState> a, Incoming<CheckState> b) {
        return b.event().version() > a.event().version() ? b : a;
    }

    private static void delete(Connection connection, Set<String> checks) throws SQLException {
        if (checks.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from check_state where check_id = any(?)")) {
            delete.setArray(1, connection.createArrayOf("text", checks.toArray()));
            delete.executeUpdate();
        }
    }

    private static void upsert(Connection connection, List<Incoming<CheckState>> states) throws SQLException {
        if (states.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setArray(1, texts(connection, states, CheckState::check));
            upsert.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint",
                            states.stream()
                                    .map(state -> state.event().version())
                                    .toArray()));
            upsert.setArray(
                    3, texts(connection, states, state -> state.verdict().wireName()));
            upsert.setArray(4, texts(connection, states, state -> state.scope().vantage()));
            upsert.setArray(5, texts(connection, states, state -> state.scope().subject()));
            upsert.setArray(6, texts(connection, states, state -> state.scope().component()));
            upsert.setArray(7, texts(connection, states, state -> state.scope().componentName()));
            upsert.setArray(
                    8,
                    connection.createArrayOf(
                            "text",
                            states.stream()
                                    .map(state -> new String(state.source().value(), StandardCharsets.UTF_8))
                                    .toArray()));
            upsert.executeUpdate();
        }
    }

    private static Array texts(
            Connection connection, List<Incoming<CheckState>> states, Function<CheckState, String> column)
            throws SQLException {
        return connection.createArrayOf(
                "text",
                states.stream().map(state -> column.apply(state.event())).toArray());
    }
}
