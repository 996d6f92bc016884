package dev.portreach.catalog.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.plan.FieldDiff;
import dev.portreach.catalog.problem.ProblemException;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.jdbc.Work;

/** Audit and outbox, written in the transaction of the change itself. */
@Singleton
public class ChangeJournal {

    static final long WRITERS = 0x706f_7274_0001L; // "port", any fixed number

    private static final int BATCH = 500;

    private final EntityManager entities;
    private final ObjectMapper json;
    private final Event<CatalogChanged> changed;
    private final EditReason reason;
    private final WritersTurn turn;

    public ChangeJournal(
            EntityManager entities,
            ObjectMapper json,
            Event<CatalogChanged> changed,
            EditReason reason,
            WritersTurn turn) {
        this.entities = entities;
        this.json = json;
        this.changed = changed;
        this.reason = reason;
        this.turn = turn;
    }

    /**
     * Lets one writer at a time change the catalog, until its transaction ends; to be called before anything is read.
     * Edits are rare, and in return checks across resources hold, no update is lost and the outbox is in commit order.
     * The lock is for writers of other processes; those of this one queue before they take a connection.
     *
     * @throws ProblemException 503 if others go on writing
     */
    public void begin() {
        turn.take();
        work(connection -> {
            try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
                lock.setLong(1, WRITERS);
                lock.execute();
            }
        });
    }

    /** Records the change, and that its sites' assignments are to be rendered again. */
    public void record(Change change) {
        record(List.of(change), change.sites());
    }

    /**
     * Records many changes at once.
     *
     * @param sites whose assignments may differ now, by any of the changes
     */
    public void record(List<Change> changes, Collection<String> sites) {
        work(connection -> {
            audit(connection, changes);
            outbox(connection, sites);
        });
        changed.fire(new CatalogChanged());
    }

    private void audit(Connection connection, List<Change> changes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                """
                insert into catalog.audit (at, who, reason, action, kind, subject, before, after)
                values (now(), ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)""")) {
            String why = reason.text();
            for (int i = 0; i < changes.size(); i++) {
                Change change = changes.get(i);
                insert.setString(1, change.who());
                insert.setString(2, why);
                insert.setString(3, change.action());
                insert.setString(4, change.kind());
                insert.setString(5, change.subject());
                insert.setString(6, text(change.before()));
                insert.setString(7, text(change.after()));
                insert.addBatch();
                if (i % BATCH == BATCH - 1 || i == changes.size() - 1) {
                    insert.executeBatch();
                }
            }
        }
    }

    private static void outbox(Connection connection, Collection<String> of) throws SQLException {
        Array sites = connection.createArrayOf("text", of.stream().distinct().toArray());
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into catalog.outbox (site, created_at) select s, now() from unnest(?) s order by s")) {
            insert.setArray(1, sites);
            insert.executeUpdate();
        }
    }

    /** Every version of an item, the newest first. Runs in the caller's transaction. */
    List<Version> versions(String kind, String subject) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    """
                    select row_number() over (order by id), at, who, reason, action, before, after from catalog.audit
                    where kind = ? and subject = ? and action in ('create', 'replace', 'delete') order by id desc""")) {
                select.setString(1, kind);
                select.setString(2, subject);
                try (ResultSet row = select.executeQuery()) {
                    List<Version> versions = new ArrayList<>();
                    while (row.next()) {
                        versions.add(version(row));
                    }
                    return versions;
                }
            }
        });
    }

    private Version version(ResultSet row) throws SQLException {
        JsonNode after = AuditJson.read(json, row.getString(7));
        return new Version(
                row.getInt(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                after,
                FieldDiff.between(AuditJson.read(json, row.getString(6)), after));
    }

    private String text(Object value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours cannot be written as JSON", e);
        }
    }

    private void work(Work work) {
        entities.unwrap(Session.class).doWork(work);
    }
}
