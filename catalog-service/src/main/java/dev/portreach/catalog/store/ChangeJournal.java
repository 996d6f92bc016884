package dev.portreach.catalog.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.hibernate.Session;
import org.hibernate.jdbc.Work;

/** Audit and outbox, written in the transaction of the change itself. */
@Singleton
public class ChangeJournal {

    private static final long WRITERS = 0x706f_7274_0001L; // "port", any fixed number

    private final EntityManager entities;
    private final ObjectMapper json;
    private final Event<CatalogChanged> changed;

    public ChangeJournal(EntityManager entities, ObjectMapper json, Event<CatalogChanged> changed) {
        this.entities = entities;
        this.json = json;
        this.changed = changed;
    }

    /**
     * Lets one writer at a time change the catalog, until its transaction ends; to be called before anything is read.
     * Edits are rare, and in return checks across resources hold, no update is lost and the outbox is in commit order.
     */
    public void begin() {
        work(connection -> {
            try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
                lock.setLong(1, WRITERS);
                lock.execute();
            }
        });
    }

    /** Records the change, and that its sites' assignments are to be rendered again. */
    public void record(Change change) {
        work(connection -> {
            audit(connection, change);
            outbox(connection, change);
        });
        changed.fire(new CatalogChanged());
    }

    private void audit(Connection connection, Change change) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                """
                insert into catalog.audit (at, who, action, kind, subject, before, after)
                values (now(), ?, ?, ?, ?, ?::jsonb, ?::jsonb)""")) {
            insert.setString(1, change.who());
            insert.setString(2, change.action());
            insert.setString(3, change.kind());
            insert.setString(4, change.subject());
            insert.setString(5, text(change.before()));
            insert.setString(6, text(change.after()));
            insert.executeUpdate();
        }
    }

    private static void outbox(Connection connection, Change change) throws SQLException {
        Array sites = connection.createArrayOf(
                "text", change.sites().stream().distinct().toArray());
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into catalog.outbox (site, created_at) select s, now() from unnest(?) s order by s")) {
            insert.setArray(1, sites);
            insert.executeUpdate();
        }
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
