package dev.portreach.alert.history;

import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Every revision of every site, kept as long as history; the ones in use stay in memory, within a bound. */
@ApplicationScoped
public class RevisionBook {

    /** Checks held in memory, over all revisions; some 200 bytes each. */
    private static final int MOST_CHECKS = 60_000;

    private static final String KNOWN_CHECKS =
            """
            insert into known_check (check_id, revision, vantage, subject, component)
            select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[])
            on conflict (check_id) do update set revision = excluded.revision, vantage = excluded.vantage,
              subject = excluded.subject, component = excluded.component
            where known_check.revision < excluded.revision""";

    private record Name(String site, long revision) {}

    private final EventCodec<Assignment> codec = new EventCodec<>(EventType.ASSIGNMENT);
    private final Map<Name, KnownRevision> cache = new LinkedHashMap<>(16, 0.75f, true);
    private int cachedChecks;

    /** Finds a revision, in memory or in the database. */
    Optional<KnownRevision> find(Connection connection, String site, long revision) throws SQLException {
        Name name = new Name(site, revision);
        synchronized (cache) {
            KnownRevision cached = cache.get(name);
            if (cached != null) {
                return Optional.of(cached);
            }
        }
        try (PreparedStatement select =
                connection.prepareStatement("select document from revision where site = ? and revision = ?")) {
            select.setString(1, site);
            select.setLong(2, revision);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                KnownRevision known =
                        new KnownRevision(codec.read(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
                remember(name, known);
                return Optional.of(known);
            }
        }
    }

    private void remember(Name name, KnownRevision known) {
        synchronized (cache) {
            KnownRevision replaced = cache.put(name, known);
            cachedChecks += known.size() - (replaced == null ? 0 : replaced.size());
            Iterator<KnownRevision> eldest = cache.values().iterator();
            while (cachedChecks > MOST_CHECKS && cache.size() > 1) {
                cachedChecks -= eldest.next().size();
                eldest.remove();
            }
        }
    }

    /** @return false if it was here before */
    boolean add(Connection connection, Assignment assignment, byte[] document) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into revision (site, revision, issued_at, document) values (?, ?, ?, ?) on conflict do nothing")) {
            insert.setString(1, assignment.site());
            insert.setLong(2, assignment.revision());
            insert.setObject(
                    3,
                    assignment.issuedAt() == null ? null : assignment.issuedAt().atOffset(java.time.ZoneOffset.UTC));
            insert.setString(4, new String(document, StandardCharsets.UTF_8));
            if (insert.executeUpdate() == 0) {
                return false;
            }
        }
        addChecks(connection, assignment);
        return true;
    }

    private static void addChecks(Connection connection, Assignment assignment) throws SQLException {
        Map<String, String> components = new LinkedHashMap<>();
        assignment.policies().forEach(policy -> components.put(policy.key(), policy.component()));
        Map<String, String[]> checks = new LinkedHashMap<>();
        assignment.checks().stream()
                .filter(check -> components.containsKey(check.policy()) && check.subject() != null)
                .forEach(check ->
                        checks.put(check.id(), new String[] {check.subject(), components.get(check.policy())}));
        if (checks.isEmpty()) {
            return;
        }
        int count = checks.size();
        try (PreparedStatement upsert = connection.prepareStatement(KNOWN_CHECKS)) {
            upsert.setArray(1, connection.createArrayOf("text", checks.keySet().toArray()));
            upsert.setArray(2, connection.createArrayOf("bigint", filled(count, assignment.revision())));
            upsert.setArray(3, connection.createArrayOf("text", filled(count, assignment.site())));
            upsert.setArray(
                    4,
                    connection.createArrayOf(
                            "text",
                            checks.values().stream().map(check -> check[0]).toArray()));
            upsert.setArray(
                    5,
                    connection.createArrayOf(
                            "text",
                            checks.values().stream().map(check -> check[1]).toArray()));
            upsert.executeUpdate();
        }
    }

    private static Object[] filled(int count, Object value) {
        Object[] values = new Object[count];
        java.util.Arrays.fill(values, value);
        return values;
    }
}
