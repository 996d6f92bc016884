package dev.portreach.alert.history;

import dev.portreach.contracts.state.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was believed of checks over any time: from packed days where they are there, from intervals where a day is not over
 * or has to be packed anew. Both say the same.
 */
@ApplicationScoped
public class ConfirmedReader {

    /** Bounds what is held of intervals at a time. */
    private static final int MOST_SITES = 32;

    private static final int MOST_DAYS = 8;

    private static final String EXTENTS =
            "select site, min(first_at), max(last_at) from history_run where site = any (?) group by site";

    private record Stretch(long from, long to) {}

    private final HistoryStore store;

    ConfirmedReader(HistoryStore store) {
        this.store = store;
    }

    /**
     * Gives all that is known of the checks that sites probe, in no order.
     *
     * @param connection of a transaction that sees all as of one moment
     * @param vantages sites that probe
     * @param from milliseconds since the epoch
     * @param to exclusive
     * @return when late results last changed a day of it; empty if none did
     */
    public Optional<Long> read(Connection connection, Collection<String> vantages, long from, long to, SpanSink sink)
            throws SQLException {
        if (vantages.isEmpty() || from >= to) {
            return Optional.empty();
        }
        Map<String, Stretch> extents = extents(connection, vantages);
        Set<DayStore.Key> packed = new HashSet<>();
        Long revisedAt = null;
        for (DayStore.Page page : DayStore.read(connection, vantages, Day.between(from, to))) {
            DayCodec.read(page.packed(), page.key().startAt(), from, to, sink);
            packed.add(page.key());
            if (page.revisedAt() != null) {
                revisedAt = Math.max(page.revisedAt(), revisedAt == null ? 0 : revisedAt);
            }
        }
        Map<Stretch, List<String>> missing = new HashMap<>();
        extents.forEach((site, extent) -> stretches(site, extent, packed, from, to)
                .forEach(stretch -> missing.computeIfAbsent(stretch, key -> new ArrayList<>())
                        .add(site)));
        for (var stretch : missing.entrySet()) {
            fromIntervals(connection, stretch.getValue(), stretch.getKey(), sink);
        }
        return Optional.ofNullable(revisedAt);
    }

    private void fromIntervals(Connection connection, List<String> sites, Stretch stretch, SpanSink sink)
            throws SQLException {
        for (int i = 0; i < sites.size(); i += MOST_SITES) {
            List<String> some = sites.subList(i, Math.min(sites.size(), i + MOST_SITES));
            Beliefs.read(connection, store, some, stretch.from(), stretch.to()).forEach((check, spans) -> spans.stream()
                    .filter(span -> span.verdict() != Verdict.UNKNOWN)
                    .forEach(span -> sink.take(check.number(), span.from(), span.to(), span.verdict())));
        }
    }

    /** Days that are not packed, joined. */
    private static List<Stretch> stretches(String site, Stretch extent, Set<DayStore.Key> packed, long from, long to) {
        List<Stretch> stretches = new ArrayList<>();
        long begin = Math.max(from, extent.from());
        long end = Math.min(to, extent.to());
        for (long day : Day.between(begin, end)) {
            if (!packed.contains(new DayStore.Key(site, day))) {
                Stretch next = new Stretch(Math.max(from, day), Math.min(to, day + Day.MILLIS));
                Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
                if (last != null && last.to() == next.from() && next.to() - last.from() <= MOST_DAYS * Day.MILLIS) {
                    stretches.set(stretches.size() - 1, new Stretch(last.from(), next.to()));
                } else {
                    stretches.add(next);
                }
            }
        }
        return stretches;
    }

    /** From when until when anything can be known of a site. */
    private static Map<String, Stretch> extents(Connection connection, Collection<String> sites) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EXTENTS)) {
            select.setArray(1, connection.createArrayOf("text", sites.toArray()));
            Map<String, Stretch> extents = new TreeMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    extents.put(
                            rows.getString(1),
                            new Stretch(rows.getLong(2), rows.getLong(3) + KnownCheck.LONGEST_HOLD.toMillis() + 1));
                }
            }
            return extents;
        }
    }
}
