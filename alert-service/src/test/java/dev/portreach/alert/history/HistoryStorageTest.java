package dev.portreach.alert.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portreach.alert.rollup.PartRollup;
import dev.portreach.alert.rollup.Rollup;
import dev.portreach.alert.support.EventSender;
import dev.portreach.alert.support.Events;
import dev.portreach.alert.support.Infrastructure;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.trust.AgentKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.KeyPair;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** History in a real database: each result once, roll-ups of all resolutions, months that go. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class HistoryStorageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long STEP = 2_000;
    private static final int RESULTS = 1_000;

    @Inject
    DataSource dataSource;

    @Inject
    HistoryHousekeeping housekeeping;

    @Inject
    Folding folding;

    private final KeyPair keys = AgentKeys.generate();
    private final String site = "site-" + UUID.randomUUID().toString().substring(0, 8);
    private final String epoch = UUID.randomUUID().toString();

    /** The hour before the last, so that hours can be made of it. */
    private final long start = Math.floorDiv(System.currentTimeMillis(), 3_600_000L) * 3_600_000L - 2 * 3_600_000L;

    private EventSender sender;

    @BeforeEach
    void open() {
        sender = new EventSender();
        sender.send(
                "portreach.assignments",
                site,
                EventType.ASSIGNMENT,
                Events.assignment(site, 1, "agent-1", keys.getPublic()));
    }

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void shouldStoreEachResultOnceThoughTheDatabaseCutsATransaction() throws Exception {
        // given: the writer is stopped in the middle of its transaction
        try (Connection ours = dataSource.getConnection();
                Statement statement = ours.createStatement()) {
            ours.setAutoCommit(false);
            statement.execute("lock table history_open in exclusive mode");
            batches().forEach(this::send);
            await().atMost(PATIENCE).until(() -> waiting(statement) > 0);

            // when
            statement.execute(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where wait_event_type = 'Lock' and query like '%history_open%' and pid <> pg_backend_pid()""");
            ours.rollback();
        }
        batches().subList(0, 10).forEach(this::send);

        // then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen().count()).isEqualTo(RESULTS));
        assertThat(seen().lost()).isEqualTo(RESULTS / 10);
    }

    @Test
    void shouldMakeHoursAndDaysAgainWhenLateResultsCome() {
        // given
        Instant later = Instant.ofEpochMilli(start).plus(Duration.ofDays(3));
        List<ResultBatch> batches = batches();
        List<ResultBatch> inTime = batches.subList(0, 5);
        inTime.forEach(this::send);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen().count()).isEqualTo(500));
        restAndFold(later);
        assertThat(stored(Resolution.DAY).count()).isEqualTo(500);

        // when
        batches.subList(5, 10).forEach(this::send);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen().count()).isEqualTo(RESULTS));
        restAndFold(later);

        // then
        assertThat(stored(Resolution.FIVE_MINUTES)).isEqualTo(seen());
        assertThat(stored(Resolution.HOUR)).isEqualTo(seen());
        assertThat(stored(Resolution.DAY)).isEqualTo(seen());
        assertThat(seen().quantile(1).orElseThrow()).isBetween(1_949.0, 2_050.0);
    }

    @Test
    void shouldDropAMonthWhileOthersReadAndLetThemRead() throws Exception {
        // given: somebody reads for long
        Month old = Month.of(YearMonth.of(2019, 5));
        try (Connection reader = dataSource.getConnection();
                Connection other = dataSource.getConnection();
                Connection admin = dataSource.getConnection()) {
            Partitions.add(admin, List.of(old));
            reader.setAutoCommit(false);
            count(reader, "select count(*) from history_interval");
            Partitions.Partition partition = Partitions.list(admin, "history_interval").stream()
                    .filter(each -> each.month().equals(old))
                    .findFirst()
                    .orElseThrow();

            // when
            CompletableFuture<Void> dropped = CompletableFuture.runAsync(() -> {
                try {
                    Partitions.drop(admin, partition);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().atMost(PATIENCE).until(() -> Partitions.list(other, "history_interval").stream()
                    .anyMatch(Partitions.Partition::pending));

            // then: nobody waits but the one who drops
            assertThat(count(other, "select count(*) from history_interval")).isNotNegative();
            assertThat(dropped).isNotDone();
            reader.rollback();
            dropped.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(Partitions.list(other, "history_interval"))
                    .extracting(Partitions.Partition::month)
                    .doesNotContain(old);
        }
    }

    private void restAndFold(Instant later) {
        housekeeping.rest(later);
        while (folding.fold(later)) {
            assertThat(later).isAfter(Instant.ofEpochMilli(start));
        }
    }

    /** Ten batches of a hundred results each over 33 minutes; one in ten is lost. */
    private List<ResultBatch> batches() {
        List<ResultBatch> batches = new ArrayList<>();
        for (int batch = 0; batch < 10; batch++) {
            List<Observation> observations = new ArrayList<>();
            for (int i = batch * 100; i < (batch + 1) * 100; i++) {
                boolean lost = i % 10 == 5;
                Run run = lost
                        ? new Run(Ports.of(33_321), Outcome.TIMEOUT, Proof.WEAK, null)
                        : new Run(Ports.of(33_321), Outcome.OPEN, Proof.STRONG, 1_000L + i);
                observations.add(new Observation(
                        Events.check(site), start + i * STEP, i == 0 ? null : STEP, "10.9.2.3", null, List.of(run)));
            }
            batches.add(new ResultBatch("agent-1", site, epoch, batch + 1, 1, observations));
        }
        return batches;
    }

    private void send(ResultBatch batch) {
        sender.sendSigned("portreach.results", site, EventType.RESULTS, batch, keys.getPrivate());
    }

    private static long waiting(Statement statement) throws SQLException {
        return count(
                statement.getConnection(),
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%history_open%'");
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** All that was measured of the site's check: stored and open. */
    private Rollup seen() {
        Rollup all = stored(Resolution.FIVE_MINUTES);
        run().parts().forEach(part -> part.rollups().open().values().forEach(rollup -> merge(all, rollup)));
        return all;
    }

    private Rollup stored(Resolution resolution) {
        Rollup all = new Rollup();
        try (Connection connection = dataSource.getConnection()) {
            for (OpenPart part : run().parts()) {
                List<RollupStore.Key> keys = new ArrayList<>();
                for (long at = resolution.startOf(start); at < start + 3_600_000; at += resolution.millis()) {
                    keys.add(new RollupStore.Key(part.id(), at));
                }
                RollupStore.read(connection, resolution, keys, resolution)
                        .values()
                        .forEach(rollup -> merge(all, rollup));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    private static void merge(Rollup all, PartRollup rollup) {
        if (rollup.of(0) != null) {
            all.merge(rollup.of(0));
        }
    }

    private AgentRun run() {
        RunKey key = new RunKey(site, "agent-1", epoch);
        try (Connection connection = dataSource.getConnection()) {
            return RunStore.load(connection, List.of(key)).get(key);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
