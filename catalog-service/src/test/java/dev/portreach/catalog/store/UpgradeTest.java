package dev.portreach.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

/** The schema of the first release with something in every table, and what becomes of it. */
class UpgradeTest {

    private static final List<String> FIRST = List.of(
            "insert into packs values ('mcc', 1, '{\"id\":\"mcc\"}', 0, now())",
            "insert into components values ('dr', 'Receiver', null, 'mcc', 0, now())",
            """
            insert into policies values ('dr.control', 'dr', 'control', 'TCP', '33321', 'INBOUND', true, null, 'LISTENING',
              'ALL', true, true, 30000, 1500, null, 0, now())""",
            """
            insert into sites values ('lyon', 'Lyon', 'emea', 'EXTRANET_VPN', '["192.0.2.0/24"]', 12, null, '[]',
              '{"tier":"gold"}', '["dr"]', 3, now())""",
            "insert into agents values ('lyon/lyon-1', 'lyon', 'lyon-1', 'key', now())",
            "insert into endpoints values ('dr-1', 'dr', '10.0.0.20', '{}', '{\"lyon\":\"192.0.2.9\"}', 0, now())",
            """
            insert into audit (at, who, action, kind, subject, before, after)
            values (now(), 'anna', 'create', 'site', 'lyon', null, '{"id":"lyon"}')""",
            "insert into outbox (site, created_at) values ('lyon', now())",
            "insert into assignment_revisions values ('lyon', 4, now(), '{}', null)");

    @Test
    void shouldKeepEverythingOfTheFirstSchema() throws IOException, SQLException {
        Path directory = Files.createDirectories(Path.of("target", "infrastructure"));
        try (EmbeddedDatabase database = EmbeddedDatabase.start(EmbeddedDatabase.Settings.on(
                        Files.createTempDirectory(directory, "db").toAbsolutePath()));
                Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            // given
            flyway(database).target("1").load().migrate();
            statement.execute("set search_path = catalog");
            for (String row : FIRST) {
                statement.execute(row);
            }

            // when
            flyway(database).load().migrate();

            // then
            for (String table : List.of(
                    "packs",
                    "components",
                    "policies",
                    "sites",
                    "agents",
                    "endpoints",
                    "audit",
                    "outbox",
                    "assignment_revisions",
                    "pack_versions",
                    "edition")) {
                assertThat(text(statement, "select count(*) from " + table))
                        .as(table)
                        .isEqualTo("1");
            }
            assertThat(text(statement, "select severity || probing from policies"))
                    .isEqualTo("MAJORPROBED");
            assertThat(text(statement, "select labels ->> 'tier' || version || overrides::text from sites"))
                    .isEqualTo("gold3[]");
            assertThat(text(statement, "select site_addresses ->> 'lyon' from endpoints"))
                    .isEqualTo("192.0.2.9");
        }
    }

    private static FluentConfiguration flyway(EmbeddedDatabase database) {
        return Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .schemas("catalog")
                .createSchemas(true)
                .locations("classpath:db/migration");
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
