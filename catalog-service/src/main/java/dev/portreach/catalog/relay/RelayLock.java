package dev.portreach.catalog.relay;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Lets one instance at a time publish, so that no older revision follows a newer one. The lock belongs to a database
 * session: if the instance dies, PostgreSQL frees it.
 */
@Singleton
class RelayLock {

    private static final long RELAY = 0x706f_7274_0002L;

    private final DataSource database;

    RelayLock(DataSource database) {
        this.database = database;
    }

    /** Held until closed. */
    interface Held {
        void close() throws SQLException;
    }

    /** The lock, or nothing if another instance has it. */
    Optional<Held> tryAcquire() throws SQLException {
        Connection session = database.getConnection();
        try {
            if (call(session, "select pg_try_advisory_lock(?)")) {
                return Optional.of(() -> release(session));
            }
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
        session.close();
        return Optional.empty();
    }

    private static void release(Connection session) throws SQLException {
        try (session) {
            call(session, "select pg_advisory_unlock(?)");
        }
    }

    private static boolean call(Connection session, String sql) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setLong(1, RELAY);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
