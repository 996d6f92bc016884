package dev.portreach.catalog.relay;

import dev.portreach.catalog.boot.RelayConfig;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    void insert(Revision revision) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        """
                        insert into catalog.assignment_revisions (site, revision, issued_at, content)
                        values (?, ?, ?, ?)""")) {
            insert.setString(1, revision.site());
            insert.setLong(2, revision.revision());
            insert.setTimestamp(3, Timestamp.from(revision.issuedAt()));
            insert.setString(4, revision.content());
            insert.executeUpdate();
        }
    }

    /** Marks the revision, drops the outbox rows that it answers and revisions of long ago. */
    void delivered(Pending pending, Optional<Revision> revision, Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (revision.isPresent()) {
                mark(connection, revision.get(), now);
            }
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from catalog.outbox where site = ? and id <= ?")) {
                delete.setString(1, pending.site());
                delete.setLong(2, pending.upTo());
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

    private void mark(Connection connection, Revision revision, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                """
                update catalog.assignment_revisions set delivered_at = coalesce(delivered_at, ?)
                where site = ? and revision = ?""")) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setString(2, revision.site());
            update.setLong(3, revision.revision());
            update.executeUpdate();
        }
        try (PreparedStatement delete = connection.prepareStatement(
                """
                delete from catalog.assignment_revisions where site = ? and revision <= ? and revision <
                (select max(revision) from catalog.assignment_revisions where site = ? and issued_at <= ?)""")) {
            delete.setString(1, revision.site());
            delete.setLong(2, revision.revision() - REVISIONS_KEPT);
            delete.setString(3, revision.site()); // the one that was in force then is needed still
            delete.setTimestamp(4, Timestamp.from(now.minus(keepRevisions)));
            delete.executeUpdate();
        }
    }
}
