package dev.portreach.lab.history;

import dev.portreach.contracts.event.TopicProvisioner;
import dev.portreach.contracts.event.Topics;
import dev.portreach.embedded.EmbeddedDatabase;
import dev.portreach.embedded.EmbeddedKafka;
import dev.portreach.lab.AlertProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;

/** The matrix of 1,000 sites and 50 components, 200,000 checks: now, and at instants of a day a year ago. */
final class MatrixBenchmark {

    private static final int COMPONENTS = 50;
    private static final Duration AGO = Duration.ofDays(365);
    private static final int REQUESTS = 100;

    /** The day and the two around it: each check is seen failing twice a day, 1 in 50 stays so for an hour. */
    private static final List<String> FILL = List.of(
            "set search_path = alert",
            "update known_check set since_at = 0, component = 'component-' || (number %% %d)".formatted(COMPONENTS),
            "create temporary table day as select %d::bigint as start_at",
            "select history_add_month(start_at) from day",
            """
            insert into history_value (month_at, id, hold_ms, verdict, proof, address, runs, reason)
            select m, id, 91500, case id when 1 then 'ok' else 'failing' end, 'strong', '10.1.0.1',
              case id when 1 then '[{"ports":"20000","outcome":"open","proof":"strong"}]'
                else '[{"ports":"20000","outcome":"timeout","proof":"weak"}]' end, 'made'
            from (select history_month(start_at) as m from day) month, generate_series(1, 2) id""",
            """
            insert into history_run (site, agent, epoch, first_at, last_at, batches, resting)
            select site, 'agent-1', 'made', start_at, start_at + 86400000, '{}', true
            from day, (select distinct vantage as site from known_check) s""",
            """
            insert into history_part (run, checks)
            select r.id, c.checks from history_run r
            join (select vantage, (place - 1) / 64 as part, array_agg(check_id order by check_id) as checks
                  from (select *, row_number() over (partition by vantage order by check_id) as place from known_check) k
                  group by 1, 2) c on c.vantage = r.site""",
            "insert into history_open select id, '' from history_part",
            """
            insert into history_interval (from_at, to_at, prev_at, value, revision, part, slot)
            select begin_at, end_at, prev_at, value, 1, p.id, slot - 1
            from day, history_part p
            cross join lateral generate_subscripts(p.checks, 1) slot
            cross join lateral (select (p.id * 64 + slot)::bigint * 7919 % 40000000 + 3600000 as t,
                                       case when (p.id + slot) % 50 = 0 then 3600000 else 30000 end as lasts) f
            cross join lateral (values
              (start_at, start_at + t, null, 1),
              (start_at + t + 30000, start_at + t + 30000 + lasts, start_at + t, 2),
              (start_at + t + 60000 + lasts, start_at + 86370000, start_at + t + 30000 + lasts, 1))
              i(begin_at, end_at, prev_at, value)""",
            """
            insert into check_state
              (check_id, version, verdict, vantage, subject, component, component_name, document)
            select check_id, 1, case when number % 50 = 0 then 'failing' else 'ok' end, vantage, subject, component,
              'Component ' || component,
              json_build_object('check', check_id, 'verdict', 'ok', 'padding', repeat(md5(check_id), 30))::text
            from known_check""",
            "vacuum analyze");

    private MatrixBenchmark() {}

    /** @param percent of the sites */
    static void run(int percent) throws Exception {
        Shape shape = new Shape(
                "matrix", Math.max(1, 1_000 * percent / 100), 200, Duration.ofSeconds(30), Duration.ofDays(1));
        Path dir = Files.createTempDirectory("portreach-bench");
        long day = Math.floorDiv(Instant.now().minus(AGO).toEpochMilli(), 86_400_000L) * 86_400_000L;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.on(dir.resolve("kafka")));
                EmbeddedDatabase database =
                        EmbeddedDatabase.start(EmbeddedDatabase.Settings.on(dir.resolve("database")));
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicProvisioner(admin, Optional.empty())
                    .ensure(new Topics(Topics.DEFAULT_PREFIX).all(HistoryBenchmark.PARTITIONS), Duration.ofSeconds(60));
            try (AlertProcess alert = HistoryBenchmark.started(dir, kafka, database, "-Xmx512m", false);
                    Connection connection = StoredSize.connect(database)) {
                YearsBenchmark.announce(kafka, shape, connection);
                fill(connection, day);
                System.out.printf(
                        Locale.ROOT,
                        "matrix: %,d sites x %d components, %,d checks, %,d intervals in the day%n",
                        shape.sites(),
                        COMPONENTS,
                        shape.sites() * shape.checks(),
                        YearsBenchmark.count(connection, "select count(*) from history_interval"));
                Random random = new Random(1);
                YearsBenchmark.pack(connection, Instant.ofEpochMilli(day), Instant.ofEpochMilli(day + 1));
                Asked.of(alert, "matrix at an instant of a day a year ago", REQUESTS, () -> at(day, random));
                Asked.of(alert, "matrix now", REQUESTS, () -> "/api/v1/matrix");
                Asked.of(
                        alert,
                        "states of a site at an instant of that day",
                        REQUESTS,
                        () -> "/api/v1/states?limit=200&site=%s&at=%s"
                                .formatted(
                                        ResultLoad.site(random.nextInt(shape.sites())),
                                        Instant.ofEpochMilli(day + random.nextInt(86_400_000))));
            }
        }
    }

    private static String at(long day, Random random) {
        return "/api/v1/matrix?at=" + Instant.ofEpochMilli(day + random.nextInt(86_400_000));
    }

    private static void fill(Connection connection, long day) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String step : FILL) {
                statement.execute(step.startsWith("create temporary") ? step.formatted(day) : step);
            }
        }
    }
}
