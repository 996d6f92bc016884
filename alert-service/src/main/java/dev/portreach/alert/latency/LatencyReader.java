package dev.portreach.alert.latency;

import dev.portreach.alert.history.CheckDirectory;
import dev.portreach.alert.history.Measurements;
import dev.portreach.alert.intake.Transactions;
import dev.portreach.alert.problem.Period;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.rollup.Rollup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Merges roll-ups over steps and checks, each answer as of one moment. */
@ApplicationScoped
public class LatencyReader {

    /** Of parts, each of up to 64 checks. */
    private static final long MOST_ROLLUPS = 50_000;

    private final Transactions transactions;
    private final CheckDirectory directory;
    private final Measurements measurements;
    private final InstantSource clock;

    LatencyReader(Transactions transactions, CheckDirectory directory, Measurements measurements, InstantSource clock) {
        this.transactions = transactions;
        this.directory = directory;
        this.measurements = measurements;
        this.clock = clock;
    }

    /** The finest step that all of a time is kept in. */
    Duration finest(Instant from) {
        return Duration.ofMillis(measurements.finest(from, clock.instant()));
    }

    /**
     * By step, those with anything measured.
     *
     * @param period begins and ends at a multiple of the step
     * @throws ProblemException 404 if there is no such check, 400 if too much would have to be read
     */
    Map<Long, Rollup> series(
            CheckDirectory.Filter filter, Predicate<CheckDirectory.Entry> wanted, Period period, Duration step) {
        return transactions.snapshot(connection -> {
            Map<Long, Rollup> points = new TreeMap<>();
            long width = step.toMillis();
            read(
                    connection,
                    checks(connection, filter, wanted, period),
                    period,
                    step,
                    (check, at, rollup) -> points.computeIfAbsent(
                                    Math.floorDiv(at, width) * width, start -> new Rollup())
                            .merge(rollup));
            return points;
        });
    }

    /** By id of the check; the same faults. */
    Map<String, Rollup> byCheck(CheckDirectory.Filter filter, Period period) {
        return transactions.snapshot(connection -> {
            List<CheckDirectory.Entry> checks = checks(connection, filter, check -> true, period);
            Map<Integer, Rollup> measured = new HashMap<>();
            read(connection, checks, period, Duration.ofDays(1), (check, at, rollup) -> measured.computeIfAbsent(
                            check, number -> new Rollup())
                    .merge(rollup));
            Map<String, Rollup> byId = new HashMap<>();
            checks.forEach(check -> {
                if (measured.containsKey(check.number())) {
                    byId.put(check.id(), measured.get(check.number()));
                }
            });
            return byId;
        });
    }

    private List<CheckDirectory.Entry> checks(
            Connection connection, CheckDirectory.Filter filter, Predicate<CheckDirectory.Entry> wanted, Period period)
            throws SQLException {
        List<CheckDirectory.Entry> checks =
                directory
                        .all(
                                connection,
                                filter,
                                period.from().toEpochMilli(),
                                period.to().toEpochMilli())
                        .stream()
                        .filter(wanted)
                        .toList();
        if (checks.isEmpty()) {
            throw new ProblemException(
                    404, "not-found", "Not found", "there was no such check within that time", List.of());
        }
        return checks;
    }

    private void read(
            Connection connection,
            List<CheckDirectory.Entry> checks,
            Period period,
            Duration step,
            Measurements.Sink sink)
            throws SQLException {
        boolean all = measurements.read(
                connection,
                checks,
                period.from().toEpochMilli(),
                period.to().toEpochMilli(),
                step.toMillis(),
                MOST_ROLLUPS,
                sink);
        if (!all) {
            throw ProblemException.invalid(
                    "from", "too much would have to be read; ask for less time, a longer step or fewer checks");
        }
    }
}
