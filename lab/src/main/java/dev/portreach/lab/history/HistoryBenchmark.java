package dev.portreach.lab.history;

import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.event.TopicProvisioner;
import dev.portreach.contracts.event.Topics;
import dev.portreach.embedded.EmbeddedDatabase;
import dev.portreach.embedded.EmbeddedKafka;
import dev.portreach.lab.AlertProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * Generated results, signed, from the topic through the shipped alert-service into PostgreSQL; broker and database on the
 * same machine. The results wait on the topic before the service starts. Prints results a second from the first that is
 * stored to the last, and bytes a result of all that history keeps, beside a plain table.
 */
public final class HistoryBenchmark {

    private static final List<Shape> SHAPES = List.of(
            new Shape("5s", 4, 100, Duration.ofSeconds(5), Duration.ofDays(1)),
            new Shape("30s", 10, 200, Duration.ofSeconds(30), Duration.ofDays(1)),
            new Shape("wide", 1_000, 100, Duration.ofSeconds(5), Duration.ofMinutes(5)));
    static final int PARTITIONS = 24;
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private HistoryBenchmark() {}

    /**
     * @param args shapes by name, all if none; {@code years}: reading two years, or with {@code export} all of them as files;
     *     {@code matrix}: of 1,000 sites; a number: percent of it; {@code no-detection}: history alone;
     *     {@code no-plain}: without the plain table
     */
    public static void main(String... args) throws Exception {
        List<String> words = Arrays.asList(args);
        int percent = words.stream()
                .filter(word -> word.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(100);
        boolean detection = !words.contains("no-detection");
        List<Shape> wanted =
                SHAPES.stream().filter(shape -> words.contains(shape.name())).toList();
        boolean years = words.contains("years");
        boolean matrix = words.contains("matrix");
        for (Shape shape : wanted.isEmpty() && !years && !matrix ? SHAPES : wanted) {
            run(shape.percent(percent), detection, !words.contains("no-plain"));
        }
        if (years) {
            YearsBenchmark.run(percent, words.contains("export"));
        }
        if (matrix) {
            MatrixBenchmark.run(percent);
        }
        System.exit(0); // the embedded broker leaves threads behind
    }

    private static void run(Shape shape, boolean detection, boolean plain) throws Exception {
        Path dir = Files.createTempDirectory("portreach-bench");
        System.out.println(shape + (detection ? "" : "; history alone, without detection"));
        Instant start = Instant.now().minus(shape.duration());
        ResultLoad load = new ResultLoad(shape, start);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.on(dir.resolve("kafka")));
                EmbeddedDatabase database =
                        EmbeddedDatabase.start(EmbeddedDatabase.Settings.on(dir.resolve("database")));
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicProvisioner(admin, Optional.empty())
                    .ensure(new Topics(Topics.DEFAULT_PREFIX).all(PARTITIONS), Duration.ofSeconds(60));
            fill(dir, kafka, database, shape, load, detection);
            try (AlertProcess alert = started(dir, kafka, database, "-Xmx512m", detection)) {
                Ingest.measure(new GroupProgress(admin), shape, alert, PATIENCE);
            }
            try (Connection connection = StoredSize.connect(database)) {
                printSizes(connection, shape);
                if (plain) {
                    PlainTable.measure(connection, shape, new ResultLoad(shape, start));
                }
            }
        }
    }

    /** The service knows every revision before the first result comes, and is not there while results are made. */
    private static void fill(
            Path dir, EmbeddedKafka kafka, EmbeddedDatabase database, Shape shape, ResultLoad load, boolean detection)
            throws Exception {
        try (ResultProducer producer = new ResultProducer(kafka.bootstrapServers())) {
            producer.announce(load, shape.sites());
            try (AlertProcess alert = started(dir, kafka, database, "-Xmx512m", detection);
                    Connection connection = StoredSize.connect(database)) {
                await("every revision is known to the service that answers %s".formatted(alert.address()))
                        .atMost(PATIENCE)
                        .until(() -> count(connection, "select count(*) from alert.revision") == shape.sites());
                TimeUnit.SECONDS.sleep(1);
            }
            load.makeAll(producer::send);
            producer.flush();
            System.out.printf(
                    Locale.ROOT,
                    "  on the topic: %.1f B a result before compression; %.2f %% of the results are changes%n",
                    (double) producer.bytes() / shape.results(),
                    100.0 * load.changes() / shape.results());
        }
    }

    /** The service as it is shipped, ready; with or without detection beside history. */
    static AlertProcess started(
            Path dir, EmbeddedKafka kafka, EmbeddedDatabase database, String heap, boolean detection)
            throws IOException {
        AlertProcess alert = new AlertProcess(
                kafka.bootstrapServers(),
                database,
                dir.resolve("alert"),
                List.of(heap),
                Map.of("PORTREACH_STREAMS_ENABLED", Boolean.toString(detection)));
        alert.start();
        alert.awaitReady();
        return alert;
    }

    private static void printSizes(Connection connection, Shape shape) throws SQLException {
        Map<String, Long> sizes = StoredSize.of(connection);
        long total = sizes.values().stream().mapToLong(Long::longValue).sum();
        System.out.printf(Locale.ROOT, "  at rest: %.3f B a result%n", (double) total / shape.results());
        sizes.forEach((table, bytes) -> System.out.printf(
                Locale.ROOT, "    %-24s %,12d B  %.3f B a result%n", table, bytes, (double) bytes / shape.results()));
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
