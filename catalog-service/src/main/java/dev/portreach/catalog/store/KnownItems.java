package dev.portreach.catalog.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Items of one table as they were read before. A read asks the database for versions only, always, and takes whole rows just
 * where it does not know the version: most of what a row costs is the JSON in its columns, and most rows never change.
 *
 * @param <R> the item
 */
final class KnownItems<R> {

    private static final int MOST = 50_000;
    private static final int BATCH = 500;

    /**
     * Names what a row holds. The version alone does not: a transaction that rolled back may have had the same.
     *
     * @param writer the transaction that wrote it
     */
    private record Head(String id, long version, long writer) {}

    private record Known<R>(Head head, Stored<R> item) {}

    private final DataSource database;
    private final String heads;
    private final Function<List<String>, List<Stored<R>>> rows;
    private final Cache<String, Known<R>> known =
            Caffeine.newBuilder().maximumSize(MOST).softValues().build();

    /**
     * @param table with its schema
     * @param rows reads the rows of these ids, those that there are, in any order
     */
    KnownItems(DataSource database, String table, Function<List<String>, List<Stored<R>>> rows) {
        this.database = database;
        this.heads = "select id, version, xmin from %s where id > ?%%s order by id limit ?".formatted(table);
        this.rows = rows;
    }

    /** The first items after that id that pass the filter, in order of id. In a transaction, as that one sees them. */
    List<Stored<R>> read(Filter filter, String after, int limit) {
        List<Head> wanted = heads(filter, after, limit);
        List<Stored<R>> items = new ArrayList<>(wanted.size());
        List<Head> unknown = new ArrayList<>();
        for (Head head : wanted) {
            Known<R> is = known.getIfPresent(head.id());
            boolean isSame = is != null && is.head().equals(head);
            items.add(isSame ? is.item() : null);
            if (!isSame) {
                unknown.add(head);
            }
        }
        if (unknown.isEmpty()) {
            return items;
        }
        Map<String, Stored<R>> found = learn(unknown);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) == null) {
                items.set(i, found.get(wanted.get(i).id()));
            }
        }
        items.removeIf(Objects::isNull); // deleted since
        return items;
    }

    private Map<String, Stored<R>> learn(List<Head> unknown) {
        Map<String, Stored<R>> found = new HashMap<>();
        for (int i = 0; i < unknown.size(); i += BATCH) {
            List<Head> some = unknown.subList(i, Math.min(i + BATCH, unknown.size()));
            rows.apply(some.stream().map(Head::id).toList()).forEach(item -> found.put(item.id(), item));
        }
        for (Head head : unknown) {
            Stored<R> item = found.get(head.id());
            if (item != null) {
                known.put(head.id(), new Known<>(head, item));
            }
        }
        return found;
    }

    private List<Head> heads(Filter filter, String after, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(heads.formatted(filter.sql()))) {
            select.setString(1, after);
            select.setInt(filter.set(select, 2), limit);
            try (ResultSet row = select.executeQuery()) {
                List<Head> found = new ArrayList<>();
                while (row.next()) {
                    found.add(new Head(row.getString(1), row.getLong(2), row.getLong(3)));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the catalog could not be read", e);
        }
    }
}
