package dev.portreach.alert.availability;

import dev.portreach.alert.history.CheckDirectory;
import dev.portreach.alert.history.ConfirmedReader;
import dev.portreach.alert.history.Measurements;
import dev.portreach.alert.intake.Transactions;
import dev.portreach.alert.maintenance.MaintenanceService;
import dev.portreach.alert.maintenance.Past;
import dev.portreach.alert.problem.Period;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.contracts.state.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Adds up what was believed of checks, each answer as of one moment. */
@ApplicationScoped
public class AvailabilityReader {

    /** A roll-up of 64 checks takes some 50 microseconds to read. */
    private static final long MOST_ROLLUPS = 10_000;

    private static final long DAY = Duration.ofDays(1).toMillis();

    /**
     * An answer.
     *
     * @param notApplied ids of windows that could not be left out of all they may be about
     * @param revisedAt when late results last changed anything of it; null if none did
     */
    record Answer(
            List<Counted> checks, Map<String, CheckDirectory.Site> sites, Set<String> notApplied, Instant revisedAt) {}

    /** A check and how it was. */
    record Counted(CheckDirectory.Entry check, Tally tally) {}

    private final Transactions transactions;
    private final CheckDirectory directory;
    private final ConfirmedReader confirmed;
    private final Measurements measurements;
    private final MaintenanceService maintenance;
    private final InstantSource clock;

    AvailabilityReader(
            Transactions transactions,
            CheckDirectory directory,
            ConfirmedReader confirmed,
            Measurements measurements,
            MaintenanceService maintenance,
            InstantSource clock) {
        this.transactions = transactions;
        this.directory = directory;
        this.confirmed = confirmed;
        this.measurements = measurements;
        this.maintenance = maintenance;
        this.clock = clock;
    }

    /** @throws ProblemException 404 if no such check was assigned within the time, 400 if too many were */
    Answer read(CheckDirectory.Filter filter, Period period, MaintenanceMode mode) {
        List<Past> windows = mode == MaintenanceMode.EXCLUDE ? maintenance.past(period.from(), period.to()) : List.of();
        return transactions.snapshot(connection -> read(connection, filter, period, windows));
    }

    private Answer read(Connection connection, CheckDirectory.Filter filter, Period period, List<Past> windows)
            throws SQLException {
        long from = period.from().toEpochMilli();
        long to = period.to().toEpochMilli();
        List<CheckDirectory.Entry> checks = directory.all(connection, filter, from, to);
        if (checks.isEmpty()) {
            throw ProblemException.notFound("check within that time of", described(filter));
        }
        Map<String, CheckDirectory.Site> sites = directory.sites(connection);
        MaintenanceTimes maintained = new MaintenanceTimes(windows);
        Counting counting = new Counting(checks);
        for (CheckDirectory.Entry check : checks) {
            counting.begin(check, from, to, maintained.of(check, sites.get(check.subject())));
        }
        List<String> vantages =
                checks.stream().map(CheckDirectory.Entry::vantage).distinct().toList();
        Optional<Long> revisedAt = confirmed.read(connection, vantages, from, to, counting::add);
        long width = measurements.finest(period.from(), clock.instant());
        measurements.read(
                connection,
                checks,
                Math.floorDiv(from, width) * width,
                Math.floorDiv(to + width - 1, width) * width,
                DAY,
                MOST_ROLLUPS,
                (check, at, rollup) -> counting.measure(check, rollup.count(), rollup.lost()));
        return new Answer(
                counting.counted(checks),
                sites,
                maintained.notApplied(),
                revisedAt.map(Instant::ofEpochMilli).orElse(null));
    }

    private static String described(CheckDirectory.Filter filter) {
        List<String> parts = new ArrayList<>();
        if (filter.site() != null) {
            parts.add("site=" + filter.site());
        }
        if (filter.component() != null) {
            parts.add("component=" + filter.component());
        }
        if (filter.label() != null) {
            parts.add("label=%s=%s"
                    .formatted(filter.label().name(), filter.label().value()));
        }
        return String.join(", ", parts);
    }

    /** By number, which are dense. */
    private static final class Counting {
        private final Tally[] tallies;
        private final long[] since;
        private final long[] until;
        private final Exclusions[] exclusions;

        private Counting(List<CheckDirectory.Entry> checks) {
            int size =
                    checks.stream().mapToInt(CheckDirectory.Entry::number).max().orElse(0) + 1;
            tallies = new Tally[size];
            since = new long[size];
            until = new long[size];
            exclusions = new Exclusions[size];
        }

        private void begin(CheckDirectory.Entry check, long from, long to, Exclusions excluded) {
            int number = check.number();
            tallies[number] = new Tally();
            since[number] = Math.max(from, check.sinceAt());
            until[number] = Math.max(since[number], Math.min(to, check.untilAt()));
            exclusions[number] = excluded;
            long left = excluded.left(since[number], until[number]);
            tallies[number].assign(left, until[number] - since[number] - left);
        }

        private void add(int number, long from, long to, Verdict verdict) {
            if (number < tallies.length && tallies[number] != null) {
                long begin = Math.max(from, since[number]);
                long end = Math.min(to, until[number]);
                if (begin < end) {
                    tallies[number].add(verdict, exclusions[number].left(begin, end));
                }
            }
        }

        private void measure(int number, long count, long lost) {
            tallies[number].measure(count, lost);
        }

        private List<Counted> counted(List<CheckDirectory.Entry> checks) {
            return checks.stream()
                    .map(check -> new Counted(check, tallies[check.number()]))
                    .toList();
        }
    }
}
