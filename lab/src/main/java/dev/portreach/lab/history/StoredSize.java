package dev.portreach.lab.history;

import dev.portreach.embedded.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What PostgreSQL keeps for history, in bytes: tables, indexes, TOAST, maps of free space and visibility. */
final class StoredSize {

    /** Partitions count for their table. */
    private static final String SIZES =
            """
            select regexp_replace(relname, '_(y|m)[0-9]{4}.*$', '') as name, sum(pg_total_relation_size(c.oid))
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'alert' and c.relkind = 'r' and relname ~ '^(history_|known_check|revision|parked_batch)'
            group by 1 order by 2 desc""";

    private StoredSize() {}

    static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    /** Bytes by table, the largest first. */
    static Map<String, Long> of(Connection connection) throws SQLException {
        Map<String, Long> sizes = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(SIZES);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                sizes.put(rows.getString(1), rows.getLong(2));
            }
        }
        return sizes;
    }
}
