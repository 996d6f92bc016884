package dev.portreach.alert.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The months that tables of history consist of. Neither adding nor dropping one makes readers or writers wait. */
final class Partitions {

    /**
     * One month of one table.
     *
     * @param pending whether a detachment was begun and not ended
     */
    record Partition(String table, String name, Month month, boolean pending) {}

    private static final String LIST =
            """
            select c.relname, i.inhdetachpending from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = to_regclass(?) order by c.relname""";

    private Partitions() {}

    /** Makes those that are missing, within the caller's transaction. */
    static void add(Connection connection, Collection<Month> months) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement("select history_add_month(?)")) {
            for (Month month : months) {
                add.setLong(1, month.start());
                add.execute();
            }
        }
    }

    static List<Partition> list(Connection connection, String table) throws SQLException {
        List<Partition> partitions = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setString(1, table);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    String month = name.substring(name.lastIndexOf('m') + 1).replace('_', '-');
                    partitions.add(new Partition(table, name, Month.of(YearMonth.parse(month)), rows.getBoolean(2)));
                }
            }
        }
        return partitions;
    }

    /**
     * Takes a month out, waiting for whoever still reads it while nobody waits for us, and drops it.
     *
     * @param connection outside of any transaction
     */
    static void drop(Connection connection, Partition partition) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '5s'");
            try {
                statement.execute("alter table %s detach partition %s %s"
                        .formatted(
                                partition.table(),
                                partition.name(),
                                partition.pending() ? "finalize" : "concurrently"));
                statement.execute("drop table " + partition.name());
            } finally {
                statement.execute("reset lock_timeout");
            }
        }
    }
}
