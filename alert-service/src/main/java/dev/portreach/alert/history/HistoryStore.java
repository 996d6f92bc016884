package dev.portreach.alert.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of history as they are read: stored intervals and the newest ones together. */
@ApplicationScoped
public class HistoryStore {

    /** A check of one run of an agent, and where it is stored. */
    private record Chain(ChainKey key, SlotKey slot, Interval newest) {}

    private static final String CHAINS =
            """
            select k.check_id, p.id, array_position(p.checks, k.check_id) - 1, r.agent, r.epoch, p.checks, o.packed
            from known_check k
            join history_run r on r.site = k.vantage and r.first_at <= ? and r.last_at >= ?
            join history_part p on p.run = r.id and k.check_id = any (p.checks)
            left join history_open o on o.part = p.id
            where k.check_id = any (?)""";

    /**
     * Everything that says something of the checks within a span of time, and the rows just before and after it. Where
     * observations are more than a month apart, nothing is known between, whatever links them.
     *
     * @param from milliseconds since the epoch
     * @param limit most stored intervals
     */
    List<Row> between(Connection connection, List<String> checks, long from, long to, int limit) throws SQLException {
        Map<SlotKey, Chain> chains = chains(connection, checks, from, to);
        List<IntervalStore.Span> spans = chains.keySet().stream()
                .map(slot -> new IntervalStore.Span(slot, from, to))
                .toList();
        Map<SlotKey, List<Interval>> intervals = new HashMap<>(IntervalStore.around(
                connection, spans, Month.of(from).previous(), Month.of(to).next(), limit));
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

    private static Map<SlotKey, Chain> chains(Connection connection, List<String> checks, long from, long to)
            throws SQLException {
        Map<SlotKey, Chain> chains = new HashMap<>();
        Map<Integer, OpenPart> parts = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(CHAINS)) {
            select.setLong(1, to);
            select.setLong(2, from - KnownCheck.LONGEST_HOLD.toMillis());
            select.setArray(3, connection.createArrayOf("text", checks.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    SlotKey slot = new SlotKey(rows.getInt(2), rows.getInt(3));
                    OpenPart part = parts.get(slot.part());
                    if (part == null) {
                        part = OpenPartCodec.unpack(
                                slot.part(),
                                Arrays.asList((String[]) rows.getArray(6).getArray()),
                                rows.getBytes(7));
                        parts.put(slot.part(), part);
                    }
                    chains.put(
                            slot,
                            new Chain(
                                    new ChainKey(rows.getString(1), rows.getString(4), rows.getString(5)),
                                    slot,
                                    part.intervals().newest(slot.slot())));
                }
            }
        }
        return chains;
    }
}
