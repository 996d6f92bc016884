package dev.portreach.alert.history;

import dev.portreach.alert.intake.Transactions;
import dev.portreach.alert.rollup.PartRollup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Makes hours of five minutes, and days of hours. Always of all that there is, so that making one again, as late results
 * came, gives the same as if they had come in time.
 */
@ApplicationScoped
public class Folding {

    private static final int MOST_AT_ONCE = 500;

    /** Until the last five minutes of an hour are stored, usually. */
    private static final Duration SETTLED_AFTER = Duration.ofMinutes(12);

    private static final String TAKE =
            """
            delete from history_fold f using (
              select level, start_at, part from history_fold where level = ? and start_at < ?
              order by start_at, part limit ? for update skip locked) due
            where (f.level, f.start_at, f.part) = (due.level, due.start_at, due.part)
            returning f.part, f.start_at""";

    private final Transactions transactions;

    Folding(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Makes some of what is asked for and over.
     *
     * @return whether there may be more
     */
    boolean fold(Instant now) {
        boolean more = false;
        for (Resolution resolution : Resolution.values()) {
            if (resolution.finer().isPresent()) {
                more |= transactions.call(connection ->
                                fold(connection, resolution, resolution.finer().get(), now))
                        == MOST_AT_ONCE;
            }
        }
        return more;
    }

    private static int fold(Connection connection, Resolution resolution, Resolution finer, Instant now)
            throws SQLException {
        long before = now.minus(SETTLED_AFTER).toEpochMilli() - resolution.millis();
        Set<RollupStore.Key> due = take(connection, resolution, before);
        if (!due.isEmpty()) {
            Map<RollupStore.Key, PartRollup> made = RollupStore.read(connection, finer, due, resolution);
            if (!made.isEmpty()) { // it is, if they are dropped by now: then what was made before stays
                Partitions.add(
                        connection,
                        made.keySet().stream()
                                .map(key -> Month.of(key.startAt()))
                                .distinct()
                                .toList());
                RollupStore.put(connection, resolution, made);
            }
        }
        return due.size();
    }

    private static Set<RollupStore.Key> take(Connection connection, Resolution resolution, long before)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(TAKE)) {
            delete.setString(1, resolution.label());
            delete.setLong(2, before);
            delete.setInt(3, MOST_AT_ONCE);
            Set<RollupStore.Key> due = new HashSet<>();
            try (ResultSet rows = delete.executeQuery()) {
                while (rows.next()) {
                    due.add(new RollupStore.Key(rows.getInt(1), rows.getLong(2)));
                }
            }
            return due;
        }
    }
}
