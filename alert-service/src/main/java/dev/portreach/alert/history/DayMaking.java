package dev.portreach.alert.history;

import dev.portreach.alert.intake.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Packs what was believed over a day, from intervals. Always all of a day, so that making one again, as late results came,
 * gives the same as if they had come in time.
 */
@ApplicationScoped
public class DayMaking {

    private static final int MOST_AT_ONCE = 20;

    /** Until the last results of a day are stored, usually. */
    private static final Duration SETTLED_AFTER = Duration.ofMinutes(12);

    private final Transactions transactions;
    private final HistoryStore store;
    private final HistoryConfig config;

    DayMaking(Transactions transactions, HistoryStore store, HistoryConfig config) {
        this.transactions = transactions;
        this.store = store;
        this.config = config;
    }

    /**
     * Makes some of what is asked for and over.
     *
     * @return whether there may be more
     */
    boolean make(Instant now) {
        long before = now.minus(SETTLED_AFTER).toEpochMilli() - Day.MILLIS;
        return transactions.call(connection -> {
            List<DayStore.Key> due = DayStore.take(connection, before, MOST_AT_ONCE);
            Map<Long, List<String>> byDay = due.stream()
                    .collect(Collectors.groupingBy(
                            DayStore.Key::startAt, Collectors.mapping(DayStore.Key::site, Collectors.toList())));
            for (var day : byDay.entrySet()) {
                if (day.getKey() >= now.minus(config.keepIntervals()).toEpochMilli()) {
                    make(connection, day.getKey(), day.getValue(), now);
                } // else what it was made of may be gone: it stays as it is
            }
            return due.size() == MOST_AT_ONCE;
        });
    }

    private void make(Connection connection, long day, List<String> sites, Instant now) throws SQLException {
        Map<String, TreeMap<Integer, List<Span>>> bySite = new HashMap<>();
        sites.forEach(site -> bySite.put(site, new TreeMap<>()));
        Beliefs.read(connection, store, sites, day, day + Day.MILLIS)
                .forEach((check, spans) -> bySite.get(check.site()).put(check.number(), spans));
        Map<DayStore.Key, byte[]> days = new TreeMap<>();
        bySite.forEach((site, checks) -> days.put(new DayStore.Key(site, day), DayCodec.pack(checks)));
        Partitions.add(connection, List.of(Month.of(day)));
        DayStore.put(connection, days, now.toEpochMilli());
    }
}
