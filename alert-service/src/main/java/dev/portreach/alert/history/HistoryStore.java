package dev.portreach.alert.history;

import dev.portreach.alert.detection.Confirmation;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Rows of history as they are read: stored intervals and the newest ones together. */
@ApplicationScoped
public class HistoryStore {

    /** A check of one run of an agent, and where it is stored. */
    private record Chain(ChainKey key, SlotKey slot, Interval newest) {

        /** Whether nothing that is stored can change what is said from an instant on. */
        boolean newestTellsAllFrom(long first) {
            return newest != null && newest.from() <= first && newest.to() - newest.from() >= Confirmation.SPAN_MILLIS;
        }
    }

    private static final String CHAINS_OF_CHECKS =
            """
            select p.id, r.agent, r.epoch, p.checks, o.packed
            from history_run r
            join history_part p on p.run = r.id
            left join history_open o on o.part = p.id
            where r.site in (select vantage from known_check where check_id = any (?)) and p.checks && ?
              and r.first_at <= ? and r.last_at >= ?""";

    private static final String CHAINS_OF_SITES =
            """
            select p.id, r.agent, r.epoch, p.checks, o.packed
            from history_run r
            join history_part p on p.run = r.id
            left join history_open o on o.part = p.id
            where r.site = any (?) and r.first_at <= ? and r.last_at >= ?""";

    /**
     * All that says what a check was within a span of time, raw ({@link Timeline}) and as it is believed
     * ({@link Confirmed}).
     *
     * @param from milliseconds since the epoch
     * @param limit most stored intervals
     */
    List<Row> between(Connection connection, List<String> checks, long from, long to, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CHAINS_OF_CHECKS)) {
            Array names = connection.createArrayOf("text", checks.toArray());
            select.setArray(1, names);
            select.setArray(2, names);
            select.setLong(3, to);
            select.setLong(4, oldest(from));
            return rows(connection, chains(select, new HashSet<>(checks)::contains), from, to, limit);
        }
    }

    /** The same of all checks that these sites probe; a check may have no row. */
    List<Row> ofSites(Connection connection, Collection<String> sites, long from, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(CHAINS_OF_SITES)) {
            select.setArray(1, connection.createArrayOf("text", sites.toArray()));
            select.setLong(2, to);
            select.setLong(3, oldest(from));
            return rows(connection, chains(select, check -> true), from, to, Integer.MAX_VALUE);
        }
    }

    private static long oldest(long from) {
        return from - Confirmed.BELIEF_MILLIS - KnownCheck.LONGEST_HOLD.toMillis();
    }

    private static List<Row> rows(Connection connection, Map<SlotKey, Chain> chains, long from, long to, int limit)
            throws SQLException {
        long first = from - Confirmed.BELIEF_MILLIS;
        List<IntervalStore.Reach> reaches = chains.values().stream()
                .filter(chain -> !chain.newestTellsAllFrom(first))
                .map(chain -> new IntervalStore.Reach(chain.slot(), first, to))
                .toList();
        Map<SlotKey, List<Interval>> intervals = new HashMap<>(IntervalStore.around(
                connection, reaches, Month.of(first).previous(), Month.of(to).next(), Confirmed.NEIGHBOURS, limit));
        chains.values().stream().filter(chain -> chain.newest() != null).forEach(chain -> intervals
                .computeIfAbsent(chain.slot(), slot -> new ArrayList<>())
                .add(chain.newest()));
        return rows(connection, chains, intervals);
    }

    private static List<Row> rows(
            Connection connection, Map<SlotKey, Chain> chains, Map<SlotKey, List<Interval>> intervals)
            throws SQLException {
        List<ValueStore.Key> keys = intervals.values().stream()
                .flatMap(Collection::stream)
                .map(interval -> ValueStore.Key.of(interval.from(), interval.value()))
                .distinct()
                .toList();
        Map<ValueStore.Key, Value> values = ValueStore.get(connection, keys);
        List<Row> rows = new ArrayList<>();
        intervals.forEach((slot, each) -> each.forEach(interval -> {
            Value value = values.get(ValueStore.Key.of(interval.from(), interval.value()));
            if (value != null) { // dropped a moment ago, or much older than what was asked for
                rows.add(new Row(
                        chains.get(slot).key(),
                        interval.from(),
                        interval.to(),
                        interval.previousAt(),
                        value,
                        interval.revision()));
            }
        }));
        return rows;
    }

    private static Map<SlotKey, Chain> chains(PreparedStatement select, Predicate<String> wanted) throws SQLException {
        Map<SlotKey, Chain> chains = new HashMap<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                List<String> checks = Arrays.asList((String[]) rows.getArray(4).getArray());
                OpenPart part = OpenPartCodec.unpack(rows.getInt(1), checks, rows.getBytes(5));
                for (int slot = 0; slot < checks.size(); slot++) {
                    if (wanted.test(checks.get(slot))) {
                        SlotKey key = new SlotKey(part.id(), slot);
                        chains.put(
                                key,
                                new Chain(
                                        new ChainKey(checks.get(slot), rows.getString(2), rows.getString(3)),
                                        key,
                                        part.intervals().newest(slot)));
                    }
                }
            }
        }
        return chains;
    }
}
