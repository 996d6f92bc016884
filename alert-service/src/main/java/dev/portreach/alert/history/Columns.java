package dev.portreach.alert.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Turns a list into one array a column, for {@code unnest}. */
final class Columns<T> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> items;
    private int next;

    Columns(PreparedStatement statement, Collection<T> items) throws SQLException {
        this(statement, items, 1);
    }

    /** @param first parameter that is an array; those before it are the caller's */
    Columns(PreparedStatement statement, Collection<T> items, int first) throws SQLException {
        this.next = first;
        this.connection = statement.getConnection();
        this.statement = statement;
        this.items = List.copyOf(items);
    }

    Columns<T> add(String type, Function<T, Object> column) throws SQLException {
        statement.setArray(
                next++,
                connection.createArrayOf(type, items.stream().map(column).toArray()));
        return this;
    }

    /** For {@code bytea}, which goes as bytes and not as text. */
    Columns<T> addBytes(Function<T, byte[]> column) throws SQLException {
        statement.setArray(
                next++,
                connection.createArrayOf("bytea", items.stream().map(column).toArray(byte[][]::new)));
        return this;
    }

    /** A parameter beside the arrays. */
    Columns<T> then(long value) throws SQLException {
        statement.setLong(next++, value);
        return this;
    }
}
