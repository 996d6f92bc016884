package dev.portreach.catalog.relay;

import dev.portreach.catalog.boot.RelayConfig;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** SQL of the outbox and of the revisions. Every method runs in the caller's transaction, if there is one. */
@Singleton
class RelayTables {

    private static final int REVISIONS_KEPT = 20; // however old

    private final DataSource database;
    private final Duration keepRevisions;

    RelayTables(DataSource database, RelayConfig config) {
        this.database = database;
        this.keepRevisions = config.keepRevisions();
    }

    /** Sites with outbox rows, those that wait longest first. */
    List<Pending> pending() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        """
                        select site, max(id), bool_or(forced) from catalog.outbox
                        group by site order by min(id)""");
                ResultSet row = select.executeQuery()) {
            List<Pending> pending = new ArrayList<>();
            while (row.next()) {
                pending.add(new Pending(row.getString(1), row.getLong(2), row.getBoolean(3)));
            }
            return pending;
        }
    }

    /** Asks for every site's assignment to be published again, delivered or not. */
    void forceAll(Instant now) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        """
                        insert into catalog.outbox (site, forced, created_at)
                        select id, true, ? from catalog.sites order by id""")) {
            insert.setTimestamp(1, Timestamp.from(now));
            insert.executeUpdate();
        }
    }

    /**
     * Asks for the assignments to be rendered again that responder windows were part of until now.
     *
     * @param after windows that had ended by then are dealt with
     * @return how many sites that are
     */
    int renderAfterWindows(Instant after, Instant upTo) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        """
                        insert into catalog.outbox (site, created_at)
                        select s.id, ? from catalog.sites s
                        where exists (select from catalog.endpoints e
                            where e.responder_until > ? and e.responder_until <= ?
                            and (e.site = s.id or catalog.site_needs(s.components, s.packs, e.component)))
                        order by s.id""")) {
            insert.setTimestamp(1, Timestamp.from(upTo));
            insert.setTimestamp(2, Timestamp.from(after));
            insert.setTimestamp(3, Timestamp.from(upTo));
            return insert.executeUpdate();
        }
    }

    /** Whether changes of the site wait to be published. */
    boolean isPending(String site) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select exists (select from catalog.outbox where site = ?)")) {
            select.setString(1, site);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    Optional<Revision> latest(String site) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        """
                        select revision, issued_at, content, delivered_at from catalog.assignment_revisions
                        where site = ? order by revision desc limit 1""")) {
            select.setString(1, site);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(revision(site, row));
            }
        }
    }

    /** The latest revision of each of the sites; those of which nothing was sent are left out. */
    Map<String, Revision> latest(Collection<String> sites) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        """
                        select r.revision, r.issued_at, r.content, r.delivered_at, r.site from unnest(?) wanted
                        cross join lateral (select * from catalog.assignment_revisions where site = wanted
                        order by revision desc limit 1) r""")) {
            select.setArray(1, texts(connection, sites.stream()));
            try (ResultSet row = select.executeQuery()) {
                Map<String, Revision> latest = new HashMap<>();
                while (row.next()) {
                    latest.put(row.getString(5), revision(row.getString(5), row));
                }
                return latest;
            }
        }
    }

    void insert(List<Revision> revisions) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        """
                        insert into catalog.assignment_revisions (site, revision, issued_at, content)
                        values (?, ?, ?, ?)""")) {
            for (Revision revision : revisions) {
                insert.setString(1, revision.site());
                insert.setLong(2, revision.revision());
                insert.setTimestamp(3, Timestamp.from(revision.issuedAt()));
                insert.setString(4, revision.content());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Marks the revisions, drops the outbox rows that they answer, and revisions of long ago. */
    void delivered(List<Outgoing> outgoing, Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            mark(
                    connection,
                    outgoing.stream().flatMap(each -> each.revision().stream()).toList(),
                    now);
            try (PreparedStatement delete = connection.prepareStatement(
                    """
                    delete from catalog.outbox o using unnest(?, ?) as answered (site, up_to)
                    where o.site = answered.site and o.id <= answered.up_to""")) {
                delete.setArray(1, texts(connection, outgoing.stream().map(each -> each.pending()
                        .site())));
                delete.setArray(2, numbers(connection, outgoing.stream().map(each -> each.pending()
                        .upTo())));
                delete.executeUpdate();
            }
        }
    }

    /** The newest revisions of the site before that one, each with its content. */
    List<Revision> before(String site, long revision, int limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        """
                        select revision, issued_at, content, delivered_at from catalog.assignment_revisions
                        where site = ? and revision < ? order by revision desc limit ?""")) {
            select.setString(1, site);
            select.setLong(2, revision);
            select.setInt(3, limit);
            try (ResultSet row = select.executeQuery()) {
                List<Revision> revisions = new ArrayList<>();
                while (row.next()) {
                    revisions.add(revision(site, row));
                }
                return revisions;
            }
        }
    }

    /** When the revision after that one was made; empty if there is none. */
    Optional<Instant> issuedAfter(String site, long revision) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        """
                        select issued_at from catalog.assignment_revisions
                        where site = ? and revision > ? order by revision limit 1""")) {
            select.setString(1, site);
            select.setLong(2, revision);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
            }
        }
    }

    private static Revision revision(String site, ResultSet row) throws SQLException {
        Timestamp delivered = row.getTimestamp(4);
        return new Revision(
                site,
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                delivered == null ? null : delivered.toInstant());
    }

    private void mark(Connection connection, List<Revision> revisions, Instant now) throws SQLException {
        Array sites = texts(connection, revisions.stream().map(Revision::site));
        Array numbers = numbers(connection, revisions.stream().map(Revision::revision));
        try (PreparedStatement update = connection.prepareStatement(
                """
                update catalog.assignment_revisions r set delivered_at = ?
                from unnest(?, ?) as sent (site, revision)
                where r.site = sent.site and r.revision = sent.revision and r.delivered_at is null""")) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setArray(2, sites);
            update.setArray(3, numbers);
            update.executeUpdate();
        }
        try (PreparedStatement delete = connection.prepareStatement(
                """
                delete from catalog.assignment_revisions r using unnest(?, ?) as sent (site, revision)
                where r.site = sent.site and r.revision <= sent.revision - ? and r.revision < (select max(i.revision)
                from catalog.assignment_revisions i where i.site = sent.site and i.issued_at <= ?)""")) {
            delete.setArray(1, sites);
            delete.setArray(2, numbers);
            delete.setInt(3, REVISIONS_KEPT);
            delete.setTimestamp(4, Timestamp.from(now.minus(keepRevisions))); // the one in force then is needed still
            delete.executeUpdate();
        }
    }

    private static Array texts(Connection connection, Stream<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private static Array numbers(Connection connection, Stream<Long> numbers) throws SQLException {
        return connection.createArrayOf("bigint", numbers.toArray());
    }
}
