package dev.portreach.alert.intake;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Plain JDBC within one transaction. */
@ApplicationScoped
public class Transactions {

    /** JDBC work that may fail as JDBC does. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** The database said no, or nothing. */
    public static class DatabaseException extends RuntimeException {

        DatabaseException(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static final int TIMEOUT_SECONDS = 60;

    private final DataSource dataSource;

    Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * All of it or nothing.
     *
     * @throws DatabaseException if the database fails
     */
    public <T> T call(Work<T> work) {
        return QuarkusTransaction.requiringNew().timeout(TIMEOUT_SECONDS).call(() -> on(work));
    }

    /**
     * Reads without a transaction.
     *
     * @throws DatabaseException if the database fails
     */
    public <T> T read(Work<T> work) {
        return on(work);
    }

    /**
     * Reads all as of one moment, whatever is written meanwhile. Not to be called within a transaction.
     *
     * @throws DatabaseException if the database fails
     */
    public <T> T snapshot(Work<T> work) {
        return on(connection -> {
            connection.setAutoCommit(false);
            try (Statement begin = connection.createStatement()) {
                begin.execute("set transaction isolation level repeatable read, read only");
                return work.on(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    private <T> T on(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }
}
