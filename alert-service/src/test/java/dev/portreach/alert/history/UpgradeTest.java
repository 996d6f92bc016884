package dev.portreach.alert.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.support.MigratedDatabase;
import dev.portreach.contracts.state.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema of the first release with something in every table, and what becomes of it. */
class UpgradeTest {

    private static final String CHECK = "lyon:lyon:dr-1:delivery-receiver.control";
    private static final long BEGAN = Instant.parse("2026-03-20T10:00:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private static final List<String> FIRST = List.of(
            "insert into check_state values ('%s', 7, 'ok', 'lyon', 'lyon', 'delivery-receiver', 'Receiver', '{}')"
                    .formatted(CHECK),
            "insert into agent_state values ('lyon/lyon-1', 3, 'lyon', '{}')",
            """
            insert into incident values ('inc-1', 2, 'open', 1, '2026-03-20T10:00Z', '2026-03-20T10:00Z', null, '{lyon}',
              '{delivery-receiver}', '{}')""",
            "insert into channel values ('chat', 'slack', 'https://hooks.example.com/a', true, 0, now(), now())",
            """
            insert into delivery (id, incident_id, incident_version, event, channel_id, idempotency_key, ordinal, payload,
              state, attempts, created_at, next_attempt_at)
            values ('018f0000-0000-7000-8000-000000000001', 'inc-1', 2, 'opened', 'chat', 'k', 1, '{}', 'pending', 0,
              now(), now())""",
            "insert into revision values ('lyon', 4, now(), '{}')",
            "insert into known_check values ('%s', 4, 'lyon', 'lyon', 'delivery-receiver')".formatted(CHECK),
            "insert into parked_batch values (0, 12, 'lyon', 5, %d, null, '\\x7b7d')".formatted(BEGAN),
            """
            insert into history_interval (check_id, agent, epoch, from_at, to_at, prev_at, verdict, proof, address, runs,
              reason, revision, hold_ms)
            values ('%1$s', 'lyon-1', 'e1', %2$d, %3$d, null, 'ok', 'strong', '10.0.0.1',
                     '[{"ports":"33321","outcome":"open","proof":"strong"}]', 'open', 4, 91500),
                   ('%1$s', 'lyon-1', 'e1', %3$d + 2000, %3$d + 4000, %3$d, 'failing', 'weak', null,
                     '[{"ports":"33321","outcome":"timeout","proof":"weak"}]', null, 4, 91500)"""
                    .formatted(CHECK, BEGAN, BEGAN + HOUR));

    @Test
    void shouldKeepEverythingOfTheFirstSchema() throws IOException, SQLException {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            // given
            database.flyway().target("1").load().migrate();
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                for (String row : FIRST) {
                    statement.execute(row);
                }

                // when
                database.flyway().load().migrate();

                // then
                for (String table : List.of(
                        "check_state", "agent_state", "incident", "channel", "delivery", "revision", "known_check")) {
                    assertThat(number(statement, "select count(*) from " + table))
                            .as(table)
                            .isEqualTo(1);
                }
                assertThat(number(statement, "select count(*) from parked_batch where value = '\\x7b7d'"))
                        .isEqualTo(1);
                assertThat(number(statement, "select count(*) from delivery where state = 'pending'"))
                        .isEqualTo(1);
                List<Row> rows = new HistoryStore().between(connection, List.of(CHECK), BEGAN, BEGAN + 2 * HOUR, 100);
                assertThat(Timeline.of(rows, BEGAN, BEGAN + 2 * HOUR))
                        .extracting(Timeline.Segment::verdict)
                        .containsExactly(Verdict.OK, Verdict.FAILING, Verdict.UNKNOWN);
                assertThat(number(
                                statement,
                                "select count(*) from reporting_interval where site = 'lyon' and ports = '33321'"))
                        .isEqualTo(2);
            }
        }
    }

    /** It does not know of the newer migrations, and does not mind: what it does then is another question. */
    @Test
    void shouldLetAnOlderReleaseStartOnANewerSchema(@TempDir Path older) throws IOException {
        Path migrations = Path.of("src", "main", "resources", "db", "migration");
        try (Stream<Path> files = Files.list(migrations)) {
            for (Path file : files.filter(each -> each.getFileName().toString().matches("V[1-9]__.*"))
                    .toList()) {
                Files.copy(file, older.resolve(file.getFileName()));
            }
        }
        try (MigratedDatabase database = MigratedDatabase.start()) {
            assertThat(database.flyway().locations("filesystem:" + older).load().migrate().success)
                    .isTrue();
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
