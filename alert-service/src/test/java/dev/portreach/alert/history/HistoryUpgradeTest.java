package dev.portreach.alert.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.portreach.alert.support.Infrastructure;
import dev.portreach.contracts.state.Verdict;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

/** What the first schema held is there after the upgrade. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class HistoryUpgradeTest {

    private static final String SCHEMA = "upgraded";
    private static final String CHECK = "lyon:lyon:dr-1:delivery-receiver.control";
    private static final long BEGIN = Instant.parse("2026-03-20T10:00:00Z").toEpochMilli();
    private static final long CHANGE = Instant.parse("2026-05-02T10:00:00Z").toEpochMilli();
    private static final long END = Instant.parse("2026-05-03T10:00:00Z").toEpochMilli();

    @Test
    void shouldTakeOverTheIntervalsOfTheFirstSchema() throws SQLException {
        // given
        flyway().target("7").load().migrate();
        try (Connection connection =
                        DriverManager.getConnection(setting("jdbc.url"), setting("username"), setting("password"));
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = " + SCHEMA);
            statement.execute(
                    """
                    insert into revision (site, revision, document) values ('lyon', 1, '{"profile": {"site": "lyon"},
                      "checks": [{"id": "%s", "host": "10.1.0.9", "address": "10.0.0.1", "ports": "33321"}]}')"""
                            .formatted(CHECK));
            statement.execute(
                    "insert into known_check values ('%s', 1, 'lyon', 'lyon', 'delivery-receiver')".formatted(CHECK));
            statement.execute(
                    """
                    insert into history_interval (check_id, agent, epoch, from_at, to_at, prev_at, verdict, proof, address,
                      runs, reason, revision, hold_ms)
                    values ('%1$s', 'lyon-1', 'e1', %2$d, %3$d - 2000, null, 'ok', 'strong', '10.0.0.1', '[]', 'open', 1, 7500),
                           ('%1$s', 'lyon-1', 'e1', %3$d, %4$d, %3$d - 2000, 'failing', 'strong', null, '[]', null, 2, 7500)"""
                            .formatted(CHECK, BEGIN, CHANGE, END));

            // when
            flyway().load().migrate();

            // then
            List<Row> rows = new HistoryStore()
                    .between(connection, List.of(CHECK), BEGIN, END + 1_000, 100).stream()
                            .sorted(Comparator.comparingLong(Row::from))
                            .toList();
            assertThat(rows)
                    .extracting(row -> row.value().verdict())
                    .containsExactly(Verdict.OK, Verdict.OK, Verdict.OK, Verdict.FAILING);
            assertThat(ids(statement))
                    .containsExactlyInAnyOrderElementsOf(rows.stream()
                            .map(row -> row.value().fingerprint())
                            .distinct()
                            .toList());
            assertThat(Timeline.of(rows, BEGIN - 1_000, END + 1_000))
                    .extracting(segment -> segment.from() + " " + segment.verdict())
                    .containsExactly(BEGIN - 1_000 + " unknown", BEGIN + " ok", CHANGE + " failing");
            CheckDirectory.Filter all = new CheckDirectory.Filter(null, null, null);
            assertThat(new CheckDirectory().all(connection, all, BEGIN, END))
                    .extracting(CheckDirectory.Entry::host, CheckDirectory.Entry::ports)
                    .containsExactly(tuple("10.1.0.9", "33321"));
            assertThat(DayStore.take(connection, Long.MAX_VALUE, 1_000))
                    .extracting(DayStore.Key::startAt)
                    .containsExactlyInAnyOrderElementsOf(Day.between(BEGIN, END));
        }
    }

    private static List<Long> ids(Statement statement) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select distinct id from history_value")) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private static FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(setting("jdbc.url"), setting("username"), setting("password"))
                .schemas(SCHEMA)
                .createSchemas(true)
                .locations("classpath:db/migration");
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue("quarkus.datasource." + name, String.class);
    }
}
