package dev.portreach.lab.history;

import static org.awaitility.Awaitility.await;

import dev.portreach.alert.rollup.PartRollup;
import dev.portreach.alert.rollup.RollupCodec;
import dev.portreach.contracts.event.TopicProvisioner;
import dev.portreach.contracts.event.Topics;
import dev.portreach.embedded.EmbeddedDatabase;
import dev.portreach.embedded.EmbeddedKafka;
import dev.portreach.lab.AlertProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;

/**
 * Two years of 10,000 checks, in the rows that the shipped service writes, made by the database itself: how long the state of
 * a check at an instant and the availability of a site over 90 days take over REST, how fast days are packed, and how long a
 * month takes to go while others read.
 */
final class YearsBenchmark {

    private static final Shape SHAPE = new Shape("years", 100, 100, Duration.ofSeconds(30), Duration.ofDays(730));
    private static final int MONTHS = 24;
    private static final int PART = 64;

    /** 30 days at 30 s, 0.1 % changes. */
    private static final int CHANGES_A_MONTH = 86;

    /** Of these, days are packed and have roll-ups: 90 are asked for. */
    private static final int PACKED_DAYS = 125;

    private static final int REQUESTS = 2_000;

    /** Each agent is started anew every month; an outage is seen by two probes. */
    private static final List<String> FILL = List.of(
            "set search_path = alert",
            "update known_check set since_at = 0",
            "create temporary table month as select history_month((extract(epoch from now() - make_interval(months => n)) * 1000)"
                    + "::bigint) as start_at from generate_series(1, %d) n".formatted(MONTHS),
            "select history_add_month(start_at) from month",
            """
            insert into history_value (month_at, id, hold_ms, verdict, proof, address, runs, reason)
            select start_at, id, 91500, case id when 1 then 'ok' else 'failing' end, 'strong', '10.1.0.1',
              case id when 1 then '[{"ports":"20000","outcome":"open","proof":"strong"}]'
                else '[{"ports":"20000","outcome":"timeout","proof":"weak"}]' end, 'made'
            from month, generate_series(1, 2) id""",
            """
            insert into history_run (site, agent, epoch, first_at, last_at, batches, resting)
            select site, 'agent-1', start_at, start_at, start_at + 28 * 86400000::bigint, '{}', true
            from month, (select distinct vantage as site from known_check) s""",
            """
            insert into history_part (run, checks)
            select r.id, c.checks from history_run r
            join (select vantage, (place - 1) / %d as part, array_agg(check_id order by check_id) as checks
                  from (select *, row_number() over (partition by vantage order by check_id) as place from known_check) k
                  group by 1, 2) c on c.vantage = r.site"""
                    .formatted(PART),
            "insert into history_open select id, '' from history_part");

    private static final String INTERVALS =
            """
            insert into history_interval (from_at, to_at, prev_at, value, revision, part, slot)
            select begin_at, begin_at + case n %% 2 when 0 then 2 * step - 90000 else 30000 end,
              case when n > 0 then begin_at - 30000 end, 1 + n %% 2, 1, p.id, slot - 1
            from history_run r join history_part p on p.run = r.id
            cross join lateral generate_subscripts(p.checks, 1) slot
            cross join generate_series(0, %1$d - 1) n
            cross join (select 28 * 86400000::bigint / %1$d as step) s
            cross join lateral (
              select r.first_at + (n - n %% 2) * step + (n %% 2) * (2 * step - 60000) as begin_at) b
            where r.first_at = %2$d""";

    private static final String DAYS_DUE =
            """
            insert into history_day_due (site, start_at)
            select distinct r.site, day_at from history_run r
            cross join lateral generate_series(r.first_at, r.last_at, 86400000) day_at
            where day_at >= ? and day_at < ? on conflict do nothing""";

    private static final String ROLLUPS =
            """
            insert into history_rollup_1d (start_at, part, packed)
            select day_at, p.id, ? from history_run r join history_part p on p.run = r.id
            cross join lateral generate_series(r.first_at, r.last_at, 86400000) day_at
            where day_at >= ? and (day_at / 86400000 + p.id) % ? = ?""";

    private static final int MADE_ROLLUPS = 10;

    private YearsBenchmark() {}

    /**
     * @param percent of the changes
     * @param export whether to export all of it, instead of asking and dropping
     */
    static void run(int percent, boolean export) throws Exception {
        Path dir = Files.createTempDirectory("portreach-bench");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.on(dir.resolve("kafka")));
                EmbeddedDatabase database =
                        EmbeddedDatabase.start(EmbeddedDatabase.Settings.on(dir.resolve("database")));
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicProvisioner(admin, Optional.empty())
                    .ensure(new Topics(Topics.DEFAULT_PREFIX).all(HistoryBenchmark.PARTITIONS), Duration.ofSeconds(60));
            try (AlertProcess alert =
                            HistoryBenchmark.started(dir, kafka, database, export ? "-Xmx192m" : "-Xmx512m", false);
                    Connection connection = StoredSize.connect(database)) {
                announce(kafka, SHAPE, connection);
                fill(connection, Math.max(2, CHANGES_A_MONTH * percent / 100));
                if (export) {
                    ExportBenchmark.measure(alert);
                } else {
                    pack(connection, Instant.now().minus(Duration.ofDays(PACKED_DAYS)), Instant.now());
                    ask(alert);
                    drop(connection, database);
                }
            }
        }
    }

    /** Until the service knows every check. */
    static void announce(EmbeddedKafka kafka, Shape shape, Connection connection) {
        try (ResultProducer producer = new ResultProducer(kafka.bootstrapServers())) {
            producer.announce(new ResultLoad(shape, Instant.now()), shape.sites());
        }
        await("every check is known")
                .atMost(Duration.ofMinutes(3))
                .until(() -> count(connection, "select count(*) from alert.known_check")
                        == (long) shape.sites() * shape.checks());
    }

    private static void fill(Connection connection, int changes) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            for (String step : FILL) {
                statement.execute(step);
            }
            List<Long> months = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("select start_at from month order by 1")) {
                while (rows.next()) {
                    months.add(rows.getLong(1));
                }
            }
            for (Long month : months) {
                statement.execute(INTERVALS.formatted(changes, month));
            }
            fillRollups(connection);
            statement.execute("vacuum analyze");
        }
        System.out.printf(
                Locale.ROOT,
                "years: %d months of %,d checks, %d intervals a check and month, %,d in all, %,d MiB, filled in %.0f s%n",
                MONTHS,
                SHAPE.sites() * SHAPE.checks(),
                changes,
                count(connection, "select count(*) from history_interval"),
                StoredSize.of(connection).values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        >> 20,
                (System.nanoTime() - start) / 1e9);
    }

    /** Days of 2,880 results a check, as they are packed; some that differ, over and over. */
    private static void fillRollups(Connection connection) throws SQLException {
        Random random = new Random(1);
        long since = Instant.now().minus(Duration.ofDays(PACKED_DAYS)).toEpochMilli();
        try (PreparedStatement insert = connection.prepareStatement(ROLLUPS)) {
            for (int made = 0; made < MADE_ROLLUPS; made++) {
                PartRollup rollup = new PartRollup(PART);
                for (int i = 0; i < PART * 2_880; i++) {
                    boolean lost = random.nextInt(1_000) == 0;
                    long rtt = (long) (4_000 * (1 + 0.15 * Math.abs(random.nextGaussian())));
                    rollup.add(i % PART, lost, lost ? null : Long.valueOf(rtt));
                }
                insert.setBytes(1, RollupCodec.pack(rollup));
                insert.setLong(2, since);
                insert.setInt(3, MADE_ROLLUPS);
                insert.setInt(4, made);
                insert.executeUpdate();
            }
        }
    }

    /** Lets the service pack days, as it does every minute. */
    static void pack(Connection connection, Instant from, Instant to) throws SQLException {
        int days;
        try (PreparedStatement insert = connection.prepareStatement(DAYS_DUE)) {
            insert.setLong(1, from.toEpochMilli());
            insert.setLong(2, to.toEpochMilli());
            days = insert.executeUpdate();
        }
        String due = "select count(*) from history_day_due";
        await("packing begins")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> count(connection, due) < days);
        long start = System.nanoTime();
        await("days are packed").atMost(Duration.ofMinutes(8)).until(() -> count(connection, due) == 0);
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
        System.out.printf(
                Locale.ROOT,
                "  %,d days of sites packed: %.0f a second, %.0f B each%n",
                days,
                days / ((System.nanoTime() - start) / 1e9),
                (double) count(connection, "select coalesce(sum(length(packed)), 0) from history_day") / days);
    }

    private static void ask(AlertProcess alert) throws Exception {
        Random random = new Random(1);
        Asked.of(alert, "state of a check at an instant", REQUESTS, () -> "/api/v1/checks/%s/state?at=%s"
                .formatted(
                        ResultLoad.check(random.nextInt(SHAPE.sites()), random.nextInt(SHAPE.checks())),
                        Instant.now().minus(Duration.ofMinutes(31 * 24 * 60 + random.nextInt(690 * 24 * 60)))));
        Asked.of(alert, "availability of a site over 90 days by component, with loss", 500, () -> {
            Instant to = Instant.now().minus(Duration.ofMinutes(31 * 24 * 60 + random.nextInt(24 * 60)));
            return "/api/v1/availability?by=component&site=%s&from=%s&to=%s"
                    .formatted(ResultLoad.site(random.nextInt(SHAPE.sites())), to.minus(Duration.ofDays(90)), to);
        });
        Asked.of(alert, "availability of all sites over 90 days by site", 20, () -> {
            Instant to = Instant.now().minus(Duration.ofMinutes(31 * 24 * 60 + random.nextInt(24 * 60)));
            return "/api/v1/availability?by=site&from=%s&to=%s".formatted(to.minus(Duration.ofDays(90)), to);
        });
        Asked.of(alert, "the worst ten checks of 30 days by availability", 20, () -> {
            Instant to = Instant.now().minus(Duration.ofMinutes(31 * 24 * 60 + random.nextInt(24 * 60)));
            return "/api/v1/availability/worst?limit=10&from=%s&to=%s".formatted(to.minus(Duration.ofDays(30)), to);
        });
        Asked.of(alert, "latency of a site over 90 days by day", 200, () -> {
            Instant to = Instant.now().minus(Duration.ofDays(31));
            return "/api/v1/latency?step=P1D&site=%s&from=%s&to=%s"
                    .formatted(ResultLoad.site(random.nextInt(SHAPE.sites())), to.minus(Duration.ofDays(90)), to);
        });
    }

    /** As the service does it, while another connection counts intervals all the time. */
    private static void drop(Connection connection, EmbeddedDatabase database) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong longest = new AtomicLong();
        Thread reader = new Thread(() -> read(database, done, longest));
        reader.start();
        TimeUnit.MILLISECONDS.sleep(500);
        List<String> partitions = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(
                    "select inhrelid::regclass::text from pg_inherits where inhparent = 'history_interval'::regclass"
                            + " order by 1 limit 5")) {
                while (rows.next()) {
                    partitions.add(rows.getString(1));
                }
            }
            for (String partition : partitions) {
                long start = System.nanoTime();
                statement.execute("alter table history_interval detach partition " + partition + " concurrently");
                statement.execute("drop table " + partition);
                System.out.printf(
                        Locale.ROOT, "  %s dropped in %.1f ms%n", partition, (System.nanoTime() - start) / 1e6);
            }
        }
        done.set(true);
        reader.join();
        System.out.printf(Locale.ROOT, "  the slowest read meanwhile: %.1f ms%n", longest.get() / 1e6);
    }

    private static void read(EmbeddedDatabase database, AtomicBoolean done, AtomicLong longest) {
        try (Connection connection = StoredSize.connect(database)) {
            while (!done.get()) {
                long start = System.nanoTime();
                count(connection, "select count(*) from alert.history_interval where part = 7 and slot = 7");
                longest.accumulateAndGet(System.nanoTime() - start, Math::max);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a reader was refused", e);
        }
    }

    static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
