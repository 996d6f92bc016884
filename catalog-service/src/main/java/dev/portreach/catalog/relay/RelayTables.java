package dev.portreach.catalog.relay;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** SQL of the outbox and of the revisions. Every method runs in the caller's transaction, if there is one. */
@Singleton
class RelayTables {

    private static final int REVISIONS_KEPT = 20; // for a look back; whoever judges keeps them all

    private final DataSource database;

    RelayTables(DataSource database) {
        this.database = database;
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
                            and (e.site = s.id or s.components = '[]'::jsonb
                                or jsonb_exists(s.components, e.component)))
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
                Timestamp delivered = row.getTimestamp(4);
                return Optional.of(new Revision(
                        site,
                        row.getLong(1),
                        row.getTimestamp(2).toInstant(),
                        row.getString(3),
                        delivered == null ? null : delivered.toInstant()));
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

    private static void mark(Connection connection, Revision revision, Instant now) throws SQLException {
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
                "delete from catalog.assignment_revisions where site = ? and revision <= ?")) {
            delete.setString(1, revision.site());
            delete.setLong(2, revision.revision() - REVISIONS_KEPT);
            delete.executeUpdate();
        }
    }
}
