package dev.portreach.catalog.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.plan.FieldDiff;
import dev.portreach.catalog.store.AuditJson;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** SQL of the audit, for reading. */
@Singleton
class AuditTable {

    private final DataSource database;
    private final ObjectMapper json;

    AuditTable(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The newest changes that are asked for, one more than the limit if there are. */
    List<AuditEntry> read(AuditQuery query) throws SQLException {
        List<String> conditions = new ArrayList<>(List.of("at >= ?", "at < ?", "id < ?"));
        List<Object> values =
                new ArrayList<>(List.of(Timestamp.from(query.from()), Timestamp.from(query.until()), query.before()));
        equal("kind", query.kind(), conditions, values);
        equal("subject", query.subject(), conditions, values);
        equal("who", query.who(), conditions, values);
        values.add(query.limit() + 1);
        String sql = "select id, at, who, reason, action, kind, subject, before, after from catalog.audit where %s"
                .formatted(String.join(" and ", conditions));
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql + " order by id desc limit ?")) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            try (ResultSet row = select.executeQuery()) {
                List<AuditEntry> entries = new ArrayList<>();
                while (row.next()) {
                    entries.add(entry(row));
                }
                return entries;
            }
        }
    }

    private static void equal(String column, String value, List<String> conditions, List<Object> values) {
        if (value != null) {
            conditions.add(column + " = ?");
            values.add(value);
        }
    }

    private AuditEntry entry(ResultSet row) throws SQLException {
        JsonNode before = AuditJson.read(json, row.getString(8));
        JsonNode after = AuditJson.read(json, row.getString(9));
        return new AuditEntry(
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                before,
                after,
                FieldDiff.between(before, after));
    }
}
