package dev.portreach.alert.history;

import dev.portreach.contracts.WireName;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.SiteProfile;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every revision of every site, kept as long as history; the ones in use stay in memory, within a bound. */
@ApplicationScoped
public class RevisionBook {

    /** Checks held in memory, over all revisions; some 200 bytes each. */
    private static final int MOST_CHECKS = 60_000;

    private static final String NAMED =
            "unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) n(check_id, subject, component, host, ports)";

    private static final String KNOWN_CHECKS =
            """
            update known_check k set revision = ?, vantage = ?, since_at = least(k.since_at, ?), until_at = null,
              subject = n.subject, component = n.component, host = n.host, ports = n.ports
            from %s
            where k.check_id = n.check_id and k.revision < ?"""
                    .formatted(NAMED);

    /** Not by a conflict, which would take a number each time: they are to stay dense. */
    private static final String NEW_CHECKS =
            """
            insert into known_check (revision, vantage, since_at, check_id, subject, component, host, ports)
            select ?, ?, ?, n.* from %s
            where not exists (select from known_check k where k.check_id = n.check_id)
            on conflict do nothing"""
                    .formatted(NAMED);

    private static final String GONE_CHECKS =
            """
            update known_check set until_at = ?
            where vantage = ? and revision < ? and until_at is null
              and not exists (select from unnest(?::text[]) named where named = check_id)""";

    private static final String KNOWN_SITE =
            """
            insert into known_site (site, revision, region, access, labels) values (?, ?, ?, ?, ?)
            on conflict (site) do update set revision = excluded.revision, region = excluded.region,
              access = excluded.access, labels = excluded.labels
            where known_site.revision < excluded.revision""";

    private static final String KNOWN_COMPONENTS =
            """
            insert into known_component (component, name) select * from unnest(?::text[], ?::text[])
            on conflict (component) do update set name = excluded.name where known_component.name <> excluded.name""";

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
        Map<String, AssignedCheck> checks = new LinkedHashMap<>();
        assignment.checks().stream()
                .filter(check -> components.containsKey(check.policy()) && check.subject() != null)
                .forEach(check -> checks.put(check.id(), check));
        long issuedAt =
                assignment.issuedAt() == null ? 0 : assignment.issuedAt().toEpochMilli();
        try (PreparedStatement update = connection.prepareStatement(KNOWN_CHECKS);
                PreparedStatement insert = connection.prepareStatement(NEW_CHECKS)) {
            for (PreparedStatement statement : List.of(update, insert)) {
                statement.setLong(1, assignment.revision());
                statement.setString(2, assignment.site());
                statement.setLong(3, issuedAt);
                Columns<AssignedCheck> columns = new Columns<>(statement, checks.values(), 4)
                        .add("text", AssignedCheck::id)
                        .add("text", AssignedCheck::subject)
                        .add("text", check -> components.get(check.policy()))
                        .add("text", check -> check.host() == null ? check.address() : check.host())
                        .add("text", AssignedCheck::ports);
                if (statement == update) {
                    columns.then(assignment.revision());
                }
                statement.executeUpdate();
            }
        }
        try (PreparedStatement update = connection.prepareStatement(GONE_CHECKS)) {
            update.setLong(1, issuedAt);
            update.setString(2, assignment.site());
            update.setLong(3, assignment.revision());
            update.setArray(4, connection.createArrayOf("text", checks.keySet().toArray()));
            update.executeUpdate();
        }
        addNames(connection, assignment);
    }

    private static void addNames(Connection connection, Assignment assignment) throws SQLException {
        SiteProfile profile = assignment.profile();
        try (PreparedStatement upsert = connection.prepareStatement(KNOWN_SITE)) {
            upsert.setString(1, assignment.site());
            upsert.setLong(2, assignment.revision());
            upsert.setString(3, profile.region());
            upsert.setString(4, profile.access() == null ? null : WireName.of(profile.access()));
            upsert.setString(5, SiteLabels.written(profile.labels()));
            upsert.executeUpdate();
        }
        Map<String, String> names = new TreeMap<>(); // in one order, so that no two writers wait for each other
        assignment.policies().stream()
                .filter(policy -> policy.componentName() != null)
                .forEach(policy -> names.put(policy.component(), policy.componentName()));
        try (PreparedStatement upsert = connection.prepareStatement(KNOWN_COMPONENTS)) {
            new Columns<>(upsert, names.entrySet())
                    .add("text", Map.Entry::getKey)
                    .add("text", Map.Entry::getValue);
            upsert.executeUpdate();
        }
    }
}
