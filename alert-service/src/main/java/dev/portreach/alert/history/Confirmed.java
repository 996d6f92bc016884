package dev.portreach.alert.history;

import dev.portreach.alert.detection.Confirmation;
import dev.portreach.contracts.state.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is believed of a check over time, of what its agents saw. A verdict other than {@code ok} is believed if an agent sees
 * nothing else for as long as detection wants it to, from its first look on; {@code ok} if it is seen twice in a row, or
 * if nothing was believed before. Until then what was believed before goes on, for an hour at most. Without observations
 * nothing is believed.
 *
 * <p>Each instant can be told from the rows around it: no answer depends on where the time that was asked for begins.
 */
final class Confirmed {

    /** How long a belief outlasts what made it, while no other is confirmed. */
    static final long BELIEF_MILLIS = Duration.ofHours(1).toMillis();

    /** Rows in a row that may have to be seen at either end: agents look again five times within the span. */
    static final int NEIGHBOURS = 8;

    /** Equal verdicts of one agent without a gap. */
    private static final class Run {
        private final Verdict verdict;
        private final long from;
        private final long first;
        private long to;
        private long last;
        private boolean again;

        private Run(Timeline.Piece piece, Row row) {
            this.verdict = row.value().verdict();
            this.from = piece.from();
            this.first = Math.max(row.from(), piece.from());
            add(piece, row);
            this.again = last > first;
        }

        private boolean goesOnWith(Timeline.Piece piece, Row row) {
            return to == piece.from() && verdict == row.value().verdict();
        }

        private void add(Timeline.Piece piece, Row row) {
            to = piece.to();
            last = Math.max(first, Math.min(row.to(), piece.to()));
            again |= last > first;
        }

        private boolean isBelieved(Verdict before) {
            return verdict == Verdict.OK ? again || before == null : last - first >= Confirmation.SPAN_MILLIS;
        }
    }

    private Confirmed() {}

    /**
     * @param rows of one check: those from {@link #BELIEF_MILLIS} before {@code from} until {@code to} and, of each chain,
     *     {@link #NEIGHBOURS} just before and after
     * @return spans without gaps from {@code from} to {@code to}
     */
    static List<Span> of(Collection<Row> rows, long from, long to) {
        Map<String, List<Span>> byAgent = new TreeMap<>();
        runs(Timeline.pieces(rows)).forEach((agent, runs) -> byAgent.put(agent, believed(runs)));
        return together(byAgent.values(), from, to);
    }

    private static Map<String, List<Run>> runs(List<Timeline.Piece> pieces) {
        Map<String, List<Run>> byAgent = new TreeMap<>();
        for (Timeline.Piece piece : pieces) {
            piece.speaking().forEach((agent, row) -> {
                List<Run> runs = byAgent.computeIfAbsent(agent, key -> new ArrayList<>());
                Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
                if (last != null && last.goesOnWith(piece, row)) {
                    last.add(piece, row);
                } else {
                    runs.add(new Run(piece, row));
                }
            });
        }
        return byAgent;
    }

    /** Where nothing is believed there is no span. */
    private static List<Span> believed(List<Run> runs) {
        List<Span> spans = new ArrayList<>();
        Verdict belief = null;
        long until = 0;
        long reached = Long.MIN_VALUE;
        for (Run run : runs) {
            if (run.from > reached || run.from >= until) {
                belief = null;
            }
            if (run.isBelieved(belief)) {
                belief = run.verdict;
                until = run.to + BELIEF_MILLIS;
                spans.add(new Span(run.from, run.to, belief));
            } else if (belief != null) {
                spans.add(new Span(run.from, Math.min(run.to, until), belief));
            }
            reached = run.to;
        }
        return spans;
    }

    private static List<Span> together(Collection<List<Span>> byAgent, long from, long to) {
        TreeSet<Long> edges = new TreeSet<>(List.of(from, to));
        byAgent.forEach(spans -> spans.forEach(span -> {
            edges.add(span.from());
            edges.add(span.to());
        }));
        List<List<Span>> agents = List.copyOf(byAgent);
        int[] next = new int[agents.size()];
        List<Span> joined = new ArrayList<>();
        long begun = Long.MIN_VALUE;
        for (long edge : edges) {
            if (begun >= from && edge <= to) {
                append(joined, new Span(begun, edge, at(agents, next, begun)));
            }
            begun = edge;
        }
        return joined;
    }

    private static Verdict at(List<List<Span>> agents, int[] next, long at) {
        List<Verdict> verdicts = new ArrayList<>(agents.size());
        for (int agent = 0; agent < agents.size(); agent++) {
            List<Span> spans = agents.get(agent);
            while (next[agent] < spans.size() && spans.get(next[agent]).to() <= at) {
                next[agent]++;
            }
            if (next[agent] < spans.size() && spans.get(next[agent]).from() <= at) {
                verdicts.add(spans.get(next[agent]).verdict());
            }
        }
        return Timeline.combine(verdicts);
    }

    private static void append(List<Span> spans, Span span) {
        Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
        if (last != null && last.verdict() == span.verdict()) {
            spans.set(spans.size() - 1, new Span(last.from(), span.to(), span.verdict()));
        } else {
            spans.add(span);
        }
    }
}
