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
        return new Timeline().sweep(rows, from, to);
    }

    private List<Segment> sweep(Collection<Row> rows, long from, long to) {
        TreeMap<Long, List<Row>> begins = new TreeMap<>();
        TreeMap<Long, List<Row>> ends = new TreeMap<>();
        Map<Row, Long> until = until(rows);
        TreeSet<Long> edges = new TreeSet<>(List.of(from, to));
        until.forEach((row, end) -> {
            begins.computeIfAbsent(row.from(), at -> new ArrayList<>()).add(row);
            ends.computeIfAbsent(end, at -> new ArrayList<>()).add(row);
            edges.add(row.from());
            edges.add(end);
        });
        List<Segment> segments = new ArrayList<>();
        for (Long edge : edges) {
            ends.getOrDefault(edge, List.of()).forEach(this::end);
            begins.getOrDefault(edge, List.of()).forEach(this::begin);
            Long next = edges.higher(edge);
            if (edge >= from && edge < to && next != null) {
                append(segments, new Segment(edge, next, null, views()));
            }
        }
        return segments;
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

    private List<View> views() {
        List<View> views = new ArrayList<>();
        speaking.forEach((agent, rows) ->
                views.add(new View(agent, rows.first().value(), rows.first().revision())));
        return views;
    }

    private static void append(List<Segment> segments, Segment bare) {
        Segment segment = new Segment(bare.from(), bare.to(), combine(bare.views()), bare.views());
        Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
        if (last != null && last.says(segment)) {
            segments.set(
                    segments.size() - 1, new Segment(last.from(), segment.to(), segment.verdict(), segment.views()));
        } else {
            segments.add(segment);
        }
    }

    /** All that know fail: failing; some: partial; none knows: unknown. */
    static Verdict combine(List<View> views) {
        List<Verdict> known = views.stream()
                .map(view -> view.value().verdict())
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
