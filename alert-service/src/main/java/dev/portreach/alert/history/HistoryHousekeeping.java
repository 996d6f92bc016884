package dev.portreach.alert.history;

import dev.portreach.alert.intake.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes months ahead, drops those that are too old, stores what silent agents left open, makes coarser roll-ups and packs days. */
@ApplicationScoped
public class HistoryHousekeeping {

    private static final Logger LOG = Logger.getLogger(HistoryHousekeeping.class);

    /** What the topic may still bring, and a day: results of that time find their month. */
    private static final Duration REPLAYABLE = Duration.ofDays(8);

    private static final Duration SILENT_AFTER = Duration.ofMinutes(30);
    private static final int MOST_RUNS = 200;

    /** After an upgrade there are years to pack: all else has its turn every minute. */
    private static final Duration LONGEST_PACKING = Duration.ofSeconds(40);

    private static final String SILENT =
            "select site, agent, epoch from history_run where not resting and last_at < ? order by id limit ?";

    /** Their newest intervals are older than all that is kept. */
    private static final String FORGET =
            """
            delete from history_open o using history_part p, history_run r
            where p.id = o.part and r.id = p.run and r.resting and r.last_at < ?""";

    private final Transactions transactions;
    private final HistoryWriter writer;
    private final Folding folding;
    private final DayMaking days;
    private final HistoryConfig config;
    private final InstantSource clock;

    HistoryHousekeeping(
            Transactions transactions,
            HistoryWriter writer,
            Folding folding,
            DayMaking days,
            HistoryConfig config,
            InstantSource clock) {
        this.transactions = transactions;
        this.writer = writer;
        this.folding = folding;
        this.days = days;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1m", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tidy() {
        Instant now = clock.instant();
        rest(now.minus(SILENT_AFTER));
        while (folding.fold(now)) {
            LOG.debug("More roll-ups are to be made");
        }
        Instant until = clock.instant().plus(LONGEST_PACKING);
        while (days.make(now) && clock.instant().isBefore(until)) {
            LOG.debug("More days are to be packed");
        }
    }

    @Scheduled(every = "1h", delayed = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void turnMonths() {
        Instant now = clock.instant();
        addAhead(now);
        drop(now);
    }

    /** This month and the next. */
    void addAhead(Instant now) {
        Month month = Month.of(now.toEpochMilli());
        transactions.call(connection -> {
            Partitions.add(connection, List.of(month, month.next()));
            return null;
        });
    }

    /** Stores the open roll-ups of runs that were last heard before an instant. */
    void rest(Instant lastHeard) {
        List<RunKey> silent;
        do {
            silent = transactions.read(connection -> silent(connection, lastHeard));
            if (!silent.isEmpty()) {
                writer.rest(silent);
            }
        } while (silent.size() == MOST_RUNS);
    }

    private static List<RunKey> silent(Connection connection, Instant lastHeard) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SILENT)) {
            select.setLong(1, lastHeard.toEpochMilli());
            select.setInt(2, MOST_RUNS);
            List<RunKey> runs = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    runs.add(new RunKey(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
            return runs;
        }
    }

    /** Drops the months that are over since longer than they are kept. */
    void drop(Instant now) {
        Map<String, Optional<Duration>> kept = Map.of(
                "history_interval",
                Optional.of(config.keepIntervals()),
                "history_value",
                Optional.of(config.keepIntervals()),
                Resolution.FIVE_MINUTES.table(),
                Optional.of(config.keepFiveMinutes()),
                Resolution.HOUR.table(),
                Optional.of(config.keepHours()),
                Resolution.DAY.table(),
                config.keepDays(),
                DayStore.TABLE,
                config.keepDays());
        kept.forEach((table, age) -> age.ifPresent(longest -> drop(table, oldest(now, longest))));
        transactions.call(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
                delete.setLong(1, oldest(now, config.keepIntervals()));
                return delete.executeUpdate();
            }
        });
    }

    private static long oldest(Instant now, Duration kept) {
        return now.minus(kept).minus(REPLAYABLE).toEpochMilli();
    }

    /** One that cannot be dropped now, as somebody reads it for long, is left for the next time. */
    private void drop(String table, long oldest) {
        List<Partitions.Partition> partitions = transactions.read(connection -> Partitions.list(connection, table));
        for (Partitions.Partition partition : partitions) {
            if (partition.month().end() > oldest && !partition.pending()) {
                continue;
            }
            try {
                transactions.read(connection -> {
                    Partitions.drop(connection, partition);
                    return null;
                });
                LOG.infof("Dropped %s", partition.name());
            } catch (Transactions.DatabaseException e) {
                LOG.warnf("%s is not dropped yet: %s", partition.name(), e.getMessage());
            }
        }
    }
}
