package dev.portreach.lab.history;

import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.result.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** The same results in a table of one row each, written by COPY: what one would begin with. */
final class PlainTable {

    /** The check by number, as a table beside it would name it; the primary key finds a check at an instant. */
    private static final String TABLE =
            """
            create table public.plain_result (
              check_no integer not null, agent_no integer not null, at timestamptz not null, outcome smallint not null,
              rtt_micros integer, primary key (check_no, at, agent_no))""";

    private PlainTable() {}

    /** Fills it and prints what it takes. */
    static void measure(Connection connection, Shape shape, ResultLoad load) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists public.plain_result");
            statement.execute(TABLE);
            long start = System.nanoTime();
            try (PGCopyOutputStream copy = new PGCopyOutputStream(
                    connection.unwrap(PGConnection.class), "copy public.plain_result from stdin")) {
                Map<String, Integer> numbers = new HashMap<>();
                load.makeAll(batch -> write(copy, batch, numbers));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            try (ResultSet row = statement.executeQuery("select pg_total_relation_size('public.plain_result')")) {
                row.next();
                System.out.printf(
                        Locale.ROOT,
                        "  beside it, one row a result by COPY: %.1f B a result, %,.0f results/s%n",
                        (double) row.getLong(1) / shape.results(),
                        shape.results() / seconds);
            }
            statement.execute("drop table public.plain_result");
        }
    }

    private static void write(PGCopyOutputStream copy, ResultBatch batch, Map<String, Integer> numbers) {
        StringBuilder text = new StringBuilder();
        for (Observation observation : batch.observations()) {
            Run run = observation.runs().get(0);
            text.append(numbers.computeIfAbsent(observation.check(), check -> numbers.size()))
                    .append("\t1\t")
                    .append(observation.instant())
                    .append('\t')
                    .append(run.outcome() == Outcome.OPEN ? 1 : 0)
                    .append('\t')
                    .append(run.rttMicros() == null ? "\\N" : run.rttMicros())
                    .append('\n');
        }
        try {
            copy.write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
