package dev.portreach.alert.history;

import dev.portreach.contracts.state.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was known of one check over a span of time, put together from the rows of all its agents and their runs.
 *
 * <p>A row speaks until the observation that follows it in its chain; where none is known, for three intervals and a
 * deadline beyond its last observation. After that nothing is known. Where two runs of one agent overlap, the one that
 * began later speaks.
 */
final class Timeline {

    /**
     * An interval in which nothing changed.
     *
     * @param from inclusive, milliseconds since the epoch
     * @param to exclusive
     * @param views by agent; empty where nothing is known
     */
    record Segment(long from, long to, Verdict verdict, List<View> views) {

        boolean says(Segment other) {
            return verdict == other.verdict && values(views).equals(values(other.views));
        }

        private static Map<String, Value> values(List<View> views) {
            Map<String, Value> values = new HashMap<>();
            views.forEach(view -> values.put(view.agent(), view.value()));
            return values;
        }
    }

    /**
     * A time over which the same rows speak.
     *
     * @param speaking one row an agent, by agent
     */
    record Piece(long from, long to, Map<String, Row> speaking) {}

    private static final Comparator<Row> LATEST_FIRST = Comparator.comparingLong(Row::from)
            .reversed()
            .thenComparing(row -> row.key().epoch(), Comparator.reverseOrder());

    private final TreeMap<String, TreeSet<Row>> speaking = new TreeMap<>();

    private Timeline() {}

    /**
     * @param rows of one check: those within the span and, of each chain, the ones just before and after it
     * @return segments without gaps from {@code from} to {@code to}
     */
    static List<Segment> of(Collection<Row> rows, long from, long to) {
        List<Segment> segments = new ArrayList<>();
        long reached = from;
        for (Piece piece : pieces(rows)) {
            long begin = Math.max(reached, piece.from());
            long end = Math.min(to, piece.to());
            if (begin < end) {
                append(segments, reached, begin, Map.of());
                append(segments, begin, end, piece.speaking());
                reached = end;
            }
        }
        append(segments, reached, to, Map.of());
        return segments;
    }

    /** @return in the order of time, without gaps, from the first row to the end of what the last one says */
    static List<Piece> pieces(Collection<Row> rows) {
        return new Timeline().sweep(rows);
    }

    private List<Piece> sweep(Collection<Row> rows) {
        TreeMap<Long, List<Row>> begins = new TreeMap<>();
        TreeMap<Long, List<Row>> ends = new TreeMap<>();
        TreeSet<Long> edges = new TreeSet<>();
        until(rows).forEach((row, end) -> {
            begins.computeIfAbsent(row.from(), at -> new ArrayList<>()).add(row);
            ends.computeIfAbsent(end, at -> new ArrayList<>()).add(row);
            edges.add(row.from());
            edges.add(end);
        });
        List<Piece> pieces = new ArrayList<>();
        Long begun = null;
        for (Long edge : edges) {
            if (begun != null) {
                pieces.add(new Piece(begun, edge, speakers()));
            }
            ends.getOrDefault(edge, List.of()).forEach(this::end);
            begins.getOrDefault(edge, List.of()).forEach(this::begin);
            begun = edge;
        }
        return pieces;
    }

    private static Map<Row, Long> until(Collection<Row> rows) {
        Map<ChainKey, TreeMap<Long, Row>> chains = new HashMap<>();
        rows.forEach(
                row -> chains.computeIfAbsent(row.key(), key -> new TreeMap<>()).put(row.from(), row));
        Map<Row, Long> until = new HashMap<>();
        chains.values().forEach(chain -> chain.values().forEach(row -> {
            Map.Entry<Long, Row> next = chain.higherEntry(row.from());
            until.put(row, row.speaksUntil(next == null ? null : next.getValue()));
        }));
        return until;
    }

    private void begin(Row row) {
        speaking.computeIfAbsent(row.key().agent(), agent -> new TreeSet<>(LATEST_FIRST))
                .add(row);
    }

    private void end(Row row) {
        TreeSet<Row> rows = speaking.get(row.key().agent());
        if (rows != null) {
            rows.remove(row);
            if (rows.isEmpty()) {
                speaking.remove(row.key().agent());
            }
        }
    }

    private Map<String, Row> speakers() {
        TreeMap<String, Row> speakers = new TreeMap<>();
        speaking.forEach((agent, rows) -> speakers.put(agent, rows.first()));
        return speakers;
    }

    private static void append(List<Segment> segments, long from, long to, Map<String, Row> speaking) {
        if (from >= to) {
            return;
        }
        List<View> views = new ArrayList<>();
        speaking.forEach((agent, row) -> views.add(new View(agent, row.value(), row.revision())));
        Segment segment = new Segment(
                from,
                to,
                combine(views.stream().map(view -> view.value().verdict()).toList()),
                views);
        Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
        if (last != null && last.says(segment)) {
            segments.set(segments.size() - 1, new Segment(last.from(), to, last.verdict(), last.views()));
        } else {
            segments.add(segment);
        }
    }

    /** Of all agents together. All that know fail: failing; some: partial; none knows: unknown. */
    static Verdict combine(Collection<Verdict> verdicts) {
        List<Verdict> known = verdicts.stream()
                .filter(verdict -> verdict != Verdict.UNKNOWN && verdict != Verdict.UNRECOGNISED)
                .toList();
        if (known.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        if (known.contains(Verdict.VIOLATED)) {
            return Verdict.VIOLATED;
        }
        if (known.stream().allMatch(verdict -> verdict == Verdict.FAILING)) {
            return Verdict.FAILING;
        }
        return known.stream().allMatch(verdict -> verdict == Verdict.OK) ? Verdict.OK : Verdict.PARTIAL;
    }
}
