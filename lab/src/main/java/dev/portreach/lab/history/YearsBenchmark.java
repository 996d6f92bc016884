package dev.portreach.lab.history;

import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.event.TopicProvisioner;
import dev.portreach.contracts.event.Topics;
import dev.portreach.embedded.EmbeddedDatabase;
import dev.portreach.embedded.EmbeddedKafka;
import dev.portreach.lab.AlertProcess;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;

/**
 * Two years of 10,000 checks, in the rows that the shipped service writes, made by the database itself: how long the state of
 * a check at an instant takes over REST, and how long a month takes to go while others read.
 */
final class YearsBenchmark {

    private static final Shape SHAPE = new Shape("years", 100, 100, Duration.ofSeconds(30), Duration.ofDays(730));
    private static final int MONTHS = 24;
    private static final int PART = 64;

    /** 30 days at 30 s, 0.1 % changes. */
    private static final int CHANGES_A_MONTH = 86;

    private static final int REQUESTS = 3_000;
    private static final int WARM_UP = 1_000;

    /** Each agent is started anew every month; an outage is seen by two probes. */
    private static final List<String> FILL = List.of(
            "set search_path = alert",
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
            ResultLoad load = new ResultLoad(SHAPE, Instant.now());
            try (ResultProducer producer = new ResultProducer(kafka.bootstrapServers());
                    AlertProcess alert =
                            HistoryBenchmark.started(dir, kafka, database, export ? "-Xmx192m" : "-Xmx512m", false);
                    Connection connection = StoredSize.connect(database)) {
                producer.announce(load, SHAPE.sites());
                await("every check is known")
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> count(connection, "select count(*) from alert.known_check")
                                == (long) SHAPE.sites() * SHAPE.checks());
                fill(connection, Math.max(2, CHANGES_A_MONTH * percent / 100));
                if (export) {
                    ExportBenchmark.measure(alert);
                } else {
                    ask(alert);
                    drop(connection, database);
                }
            }
        }
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
            statement.execute("vacuum analyze history_interval, history_run, history_part, history_value");
        }
        System.out.printf(
                Locale.ROOT,
                "%d months of %,d checks, %,d intervals, %,d MiB, filled in %.0f s%n",
                MONTHS,
                SHAPE.sites() * SHAPE.checks(),
                count(connection, "select count(*) from history_interval"),
                StoredSize.of(connection).values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        >> 20,
                (System.nanoTime() - start) / 1e9);
    }

    /** One request at a time, each for another check and instant. */
    private static void ask(AlertProcess alert) throws Exception {
        Random random = new Random(1);
        List<Long> nanos = new ArrayList<>();
        Map<String, Integer> said = new TreeMap<>();
        for (int i = 0; i < WARM_UP + REQUESTS; i++) {
            String check = ResultLoad.check(random.nextInt(SHAPE.sites()), random.nextInt(SHAPE.checks()));
            Instant at = Instant.now().minus(Duration.ofMinutes(31 * 24 * 60 + random.nextInt(690 * 24 * 60)));
            long start = System.nanoTime();
            HttpResponse<String> response = alert.get("/api/v1/checks/%s/state?at=%s".formatted(check, at));
            if (i >= WARM_UP) {
                nanos.add(System.nanoTime() - start);
                String verdict = response.body().replaceAll(".*?\"verdict\":\"([a-z]+)\".*", "$1");
                said.merge(response.statusCode() + " " + verdict, 1, Integer::sum);
            }
        }
        nanos.sort(null);
        System.out.printf(
                Locale.ROOT,
                "  state of a check at an instant, over REST: median %.1f ms, 99 %% %.1f ms, longest %.1f ms; answers %s%n",
                nanos.get(REQUESTS / 2) / 1e6,
                nanos.get(REQUESTS * 99 / 100) / 1e6,
                nanos.get(REQUESTS - 1) / 1e6,
                said);
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

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
