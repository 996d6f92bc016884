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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Set<Month> months = ConcurrentHashMap.newKeySet();

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
        long oldest = oldest(now);
        addMonths(oldest, before);
        return transactions.call(connection -> {
            List<DayStore.Key> due = DayStore.take(connection, before, MOST_AT_ONCE);
            Map<Long, List<String>> byDay = due.stream()
                    .collect(Collectors.groupingBy(
                            DayStore.Key::startAt, Collectors.mapping(DayStore.Key::site, Collectors.toList())));
            for (var day : byDay.entrySet()) {
                if (day.getKey() >= oldest) {
                    make(connection, day.getKey(), day.getValue(), now);
                } // else it stays as it is
            }
            return due.size() == MOST_AT_ONCE;
        });
    }

    /** What is older is not kept, or what it is made of is not. */
    private long oldest(Instant now) {
        Duration kept = config.keepDays()
                .filter(days -> days.compareTo(config.keepIntervals()) < 0)
                .orElse(config.keepIntervals());
        return now.minus(kept).toEpochMilli() - Day.MILLIS;
    }

    /** By itself: whoever writes results holds what is due after the lock that this takes. */
    private void addMonths(long oldest, long before) {
        Set<Month> wanted = transactions.read(connection -> DayStore.peek(connection, before, MOST_AT_ONCE)).stream()
                .filter(key -> key.startAt() >= oldest)
                .map(key -> Month.of(key.startAt()))
                .collect(Collectors.toSet());
        if (!months.containsAll(wanted)) {
            transactions.call(connection -> {
                Partitions.add(connection, wanted);
                return null;
            });
            months.addAll(wanted);
        }
    }

    private void make(Connection connection, long day, List<String> sites, Instant now) throws SQLException {
        Map<String, TreeMap<Integer, List<Span>>> bySite = new HashMap<>();
        sites.forEach(site -> bySite.put(site, new TreeMap<>()));
        Beliefs.read(connection, store, sites, day, day + Day.MILLIS)
                .forEach((check, spans) -> bySite.get(check.site()).put(check.number(), spans));
        Map<DayStore.Key, byte[]> days = new TreeMap<>();
        bySite.forEach((site, checks) -> days.put(new DayStore.Key(site, day), DayCodec.pack(checks)));
        DayStore.put(connection, days, now.toEpochMilli());
    }
}
