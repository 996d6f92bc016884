package dev.portreach.alert.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.portreach.alert.intake.Transactions;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.proof.ProofReport;
import dev.portreach.contracts.state.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Proofs in PostgreSQL: the whole report, and beside it what lists show and are filtered by. */
@ApplicationScoped
public class ProofStore {

    private static final String INSERT =
            """
            insert into proof (id, origin, at, received_at, pack, pack_version, tool, reachable, row_count, rows_ok, keys,
              document)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing""";

    private final Transactions transactions;

    ProofStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** @return false if the id is taken, by this report or another */
    boolean add(ProofReport report, Instant now) {
        return transactions.call(connection -> add(connection, report, now));
    }

    private static boolean add(Connection connection, ProofReport report, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, report.id());
            insert.setString(2, report.origin());
            insert.setTimestamp(3, Timestamp.from(report.at()));
            insert.setTimestamp(4, Timestamp.from(now));
            insert.setString(5, report.pack());
            insert.setInt(6, report.packVersion());
            insert.setString(7, report.tool());
            insert.setBoolean(8, report.reachable());
            insert.setInt(9, report.rows().size());
            insert.setInt(10, (int) report.rows().stream()
                    .filter(row -> row.verdict() == Verdict.OK)
                    .count());
            insert.setArray(
                    11,
                    connection.createArrayOf("text", ProofFilter.keys(report).toArray()));
            insert.setString(12, write(report));
            return insert.executeUpdate() == 1;
        }
    }

    Optional<StoredProof> find(UUID id) {
        return transactions.read(connection -> find(connection, id));
    }

    private static Optional<StoredProof> find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select document, received_at from proof where id = ?")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new StoredProof(
                                read(row.getString(1)), row.getTimestamp(2).toInstant()))
                        : Optional.empty();
            }
        }
    }

    List<ProofSummary> list(ProofFilter filter, Optional<ProofPosition> after, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        List<Object> values = new ArrayList<>();
        filter.key().ifPresent(key -> add(conditions, "keys @> array[?]::text[]", values, key));
        filter.origin().ifPresent(origin -> add(conditions, "origin = ?", values, origin));
        filter.from().ifPresent(from -> add(conditions, "at >= ?", values, Timestamp.from(from)));
        filter.to().ifPresent(to -> add(conditions, "at < ?", values, Timestamp.from(to)));
        after.ifPresent(
                position -> add(conditions, "(at, id) < (?, ?)", values, Timestamp.from(position.at()), position.id()));
        return transactions.read(connection -> select(connection, conditions, values, limit));
    }

    private static List<ProofSummary> select(
            Connection connection, List<String> conditions, List<Object> values, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                """
                        select id, origin, at, received_at, pack, pack_version, tool, reachable, row_count, rows_ok from proof
                        where %s order by at desc, id desc limit ?"""
                        .formatted(String.join(" and ", conditions)))) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            select.setInt(values.size() + 1, limit);
            try (ResultSet row = select.executeQuery()) {
                List<ProofSummary> found = new ArrayList<>();
                while (row.next()) {
                    found.add(summary(row));
                }
                return found;
            }
        }
    }

    private static void add(List<String> conditions, String condition, List<Object> values, Object... of) {
        conditions.add(condition);
        values.addAll(List.of(of));
    }

    private static ProofSummary summary(ResultSet row) throws SQLException {
        return new ProofSummary(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getTimestamp(3).toInstant(),
                row.getTimestamp(4).toInstant(),
                row.getString(5),
                row.getInt(6),
                row.getString(7),
                row.getBoolean(8),
                row.getInt(9),
                row.getInt(10));
    }

    private static String write(ProofReport report) {
        try {
            return EventJson.mapper().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours cannot be written as JSON", e);
        }
    }

    private static ProofReport read(String document) {
        try {
            return EventJson.mapper().readValue(document, ProofReport.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was stored as a proof cannot be read", e);
        }
    }
}
