package dev.portreach.alert.history;

import dev.portreach.alert.checkstate.Worst;
import dev.portreach.alert.intake.Transactions;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.contracts.state.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Answers questions about the past, each as of one moment: a batch stored meanwhile is seen whole or not at all. */
@ApplicationScoped
public class HistoryReader {

    private static final int MOST_ROWS = 20_000;

    private final Transactions transactions;
    private final HistoryStore store;
    private final CheckDirectory directory;

    HistoryReader(Transactions transactions, HistoryStore store, CheckDirectory directory) {
        this.directory = directory;
        this.transactions = transactions;
        this.store = store;
    }

    /** @throws ProblemException 404 if no revision ever named the check */
    HistoryView.OfCheck ofCheck(String check, Instant from, Instant to) {
        return transactions.snapshot(connection -> {
            requireKnown(connection, check);
            List<Row> rows = rows(connection, List.of(check), from, to);
            return view(check, rows, Timeline.of(rows, from.toEpochMilli(), to.toEpochMilli()), from, to);
        });
    }

    /** @throws ProblemException 404 if no revision ever named the check */
    HistoryView.At at(String check, Instant instant) {
        return transactions.snapshot(connection -> {
            requireKnown(connection, check);
            long at = instant.toEpochMilli();
            List<Row> rows = rows(connection, List.of(check), instant, instant.plusMillis(1));
            Timeline.Segment segment = Timeline.of(rows, at, at + 1).get(0);
            Verdict confirmed = Confirmed.of(rows, at, at + 1).get(0).verdict();
            return new HistoryView.At(
                    check, instant, segment.verdict(), confirmed, HistoryView.agents(segment.views()));
        });
    }

    /** Checks that were assigned at an instant, by id, and what they were. */
    List<HistoryView.State> statesAt(CheckDirectory.Filter filter, Instant instant, String after, int limit) {
        long at = instant.toEpochMilli();
        return transactions.snapshot(connection -> {
            List<CheckDirectory.Entry> checks = directory.list(connection, filter, at, at + 1, after, limit);
            Map<String, List<Row>> rows = store
                    .between(
                            connection,
                            checks.stream().map(CheckDirectory.Entry::id).toList(),
                            at,
                            at + 1,
                            Integer.MAX_VALUE)
                    .stream()
                    .collect(Collectors.groupingBy(row -> row.key().check()));
            return checks.stream()
                    .map(check -> state(check, rows.getOrDefault(check.id(), List.of()), at))
                    .toList();
        });
    }

    private static HistoryView.State state(CheckDirectory.Entry check, List<Row> rows, long at) {
        Timeline.Segment raw = Timeline.of(rows, at, at + 1).get(0);
        return new HistoryView.State(
                check.id(),
                check.subject(),
                check.component(),
                raw.verdict(),
                Confirmed.of(rows, at, at + 1).get(0).verdict(),
                HistoryView.agents(raw.views()));
    }

    /** @throws ProblemException 404 if the site never had a check of the component */
    HistoryView.OfCell ofCell(String site, String component, Instant from, Instant to) {
        return transactions.snapshot(connection -> {
            List<String> checks = checks(connection, site, component);
            if (checks.isEmpty()) {
                throw ProblemException.notFound("site and component", site + ", " + component);
            }
            Map<String, List<Row>> rows = rows(connection, checks, from, to).stream()
                    .collect(Collectors.groupingBy(row -> row.key().check()));
            List<List<Timeline.Segment>> timelines = new ArrayList<>();
            List<HistoryView.OfCheck> views = new ArrayList<>();
            for (String check : checks) {
                List<Row> ofCheck = rows.getOrDefault(check, List.of());
                List<Timeline.Segment> timeline = Timeline.of(ofCheck, from.toEpochMilli(), to.toEpochMilli());
                timelines.add(timeline);
                views.add(view(check, ofCheck, timeline, from, to));
            }
            return new HistoryView.OfCell(site, component, from, to, overlay(timelines), views);
        });
    }

    /** All timelines cover the same span without gaps. */
    static List<HistoryView.Span> overlay(List<List<Timeline.Segment>> timelines) {
        TreeSet<Long> edges = new TreeSet<>();
        timelines.forEach(timeline -> timeline.forEach(segment -> {
            edges.add(segment.from());
            edges.add(segment.to());
        }));
        int[] at = new int[timelines.size()];
        List<HistoryView.Span> spans = new ArrayList<>();
        for (Long edge : edges) {
            Long next = edges.higher(edge);
            if (next == null) {
                break;
            }
            List<Verdict> verdicts = new ArrayList<>();
            for (int i = 0; i < at.length; i++) {
                List<Timeline.Segment> timeline = timelines.get(i);
                while (timeline.get(at[i]).to() <= edge) {
                    at[i]++;
                }
                verdicts.add(timeline.get(at[i]).verdict());
            }
            append(spans, Instant.ofEpochMilli(edge), Instant.ofEpochMilli(next), Worst.of(verdicts));
        }
        return spans;
    }

    private static void append(List<HistoryView.Span> spans, Instant from, Instant to, Verdict verdict) {
        HistoryView.Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
        if (last != null && last.verdict() == verdict) {
            spans.set(spans.size() - 1, new HistoryView.Span(last.from(), to, verdict));
        } else {
            spans.add(new HistoryView.Span(from, to, verdict));
        }
    }

    private static HistoryView.OfCheck view(
            String check, List<Row> rows, List<Timeline.Segment> timeline, Instant from, Instant to) {
        return new HistoryView.OfCheck(
                check,
                from,
                to,
                timeline.stream().map(HistoryView::interval).toList(),
                Confirmed.of(rows, from.toEpochMilli(), to.toEpochMilli()).stream()
                        .map(HistoryView::span)
                        .toList());
    }

    private List<Row> rows(Connection connection, List<String> checks, Instant from, Instant to) throws SQLException {
        List<Row> rows = store.between(connection, checks, from.toEpochMilli(), to.toEpochMilli(), MOST_ROWS + 1);
        if (rows.size() > MOST_ROWS) {
            throw ProblemException.invalid("from", "more than %d intervals; ask for less time".formatted(MOST_ROWS));
        }
        return rows;
    }

    private static void requireKnown(Connection connection, String check) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from known_check where check_id = ?")) {
            select.setString(1, check);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw ProblemException.notFound("check", check);
                }
            }
        }
    }

    private static List<String> checks(Connection connection, String site, String component) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select check_id from known_check where subject = ? and component = ? order by check_id")) {
            select.setString(1, site);
            select.setString(2, component);
            List<String> checks = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    checks.add(rows.getString(1));
                }
            }
            return checks;
        }
    }
}
