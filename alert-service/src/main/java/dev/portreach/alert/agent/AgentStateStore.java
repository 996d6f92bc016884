package dev.portreach.alert.agent;

import dev.portreach.alert.intake.Incoming;
import dev.portreach.alert.intake.Transactions;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.state.AgentState;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Agent states in PostgreSQL: only higher versions; tombstones delete. */
@ApplicationScoped
public class AgentStateStore {

    private static final String UPSERT =
            """
            insert into agent_state (key, version, site, document) values (?, ?, ?, ?)
            on conflict (key) do update set
              version = excluded.version, site = excluded.site, document = excluded.document
            where agent_state.version < excluded.version""";

    private final Transactions transactions;
    private final EventCodec<AgentState> codec = new EventCodec<>(EventType.AGENT_STATE);

    AgentStateStore(Transactions transactions) {
        this.transactions = transactions;
    }

    void store(List<Incoming<AgentState>> batch) {
        transactions.call(connection -> {
            for (Incoming<AgentState> incoming : batch) {
                if (incoming.isTombstone()) {
                    delete(connection, incoming.key());
                } else {
                    upsert(connection, incoming);
                }
            }
            return null;
        });
    }

    private static void delete(Connection connection, String key) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from agent_state where key = ?")) {
            delete.setString(1, key);
            delete.executeUpdate();
        }
    }

    private static void upsert(Connection connection, Incoming<AgentState> incoming) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setString(1, incoming.event().key());
            upsert.setLong(2, incoming.event().version());
            upsert.setString(3, incoming.event().site());
            upsert.setString(4, new String(incoming.source().value(), StandardCharsets.UTF_8));
            upsert.executeUpdate();
        }
    }

    /**
     * Agents by key.
     *
     * @param site only this one's; all if null
     * @param after keys greater than this
     */
    List<AgentState> list(String site, String after, int limit) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select document from agent_state where (?::text is null or site = ?) and key > ? order by key limit ?")) {
                select.setString(1, site);
                select.setString(2, site);
                select.setString(3, after);
                select.setInt(4, limit);
                List<AgentState> agents = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        agents.add(codec.read(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
                    }
                }
                return agents;
            }
        });
    }
}
