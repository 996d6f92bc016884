package dev.portreach.alert.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.List;

/** History as REST shows it. */
public final class HistoryView {

    private static final ObjectReader RUNS = EventJson.mapper().readerForListOf(Run.class);

    private HistoryView() {}

    /**
     * @param proof {@code weak} where another explanation fits as well
     * @param revision the newest revision that the interval was judged by
     */
    public record AgentView(
            String agent, Verdict verdict, Proof proof, String address, List<Run> runs, String reason, long revision) {}

    /**
     * @param from inclusive
     * @param to exclusive
     * @param agents what each agent saw; empty where nothing is known
     */
    public record Interval(Instant from, Instant to, Verdict verdict, List<AgentView> agents) {}

    /**
     * One check over a span of time.
     *
     * @param intervals raw verdicts
     * @param confirmed what was believed, as availability counts it: single misses do not show
     */
    public record OfCheck(String check, Instant from, Instant to, List<Interval> intervals, List<Span> confirmed) {}

    /**
     * One check at an instant.
     *
     * @param verdict raw
     * @param confirmed what was believed
     */
    public record At(String check, Instant at, Verdict verdict, Verdict confirmed, List<AgentView> agents) {}

    /**
     * One check of many at the same instant.
     *
     * @param verdict raw
     * @param confirmed what was believed
     */
    public record State(
            String check, String site, String component, Verdict verdict, Verdict confirmed, List<AgentView> agents) {}

    /** @param intervals worst of what is known of all checks; unknown where nothing is */
    public record OfCell(
            String site, String component, Instant from, Instant to, List<Span> intervals, List<OfCheck> checks) {}

    /** A verdict over a time. */
    public record Span(Instant from, Instant to, Verdict verdict) {}

    static Interval interval(Timeline.Segment segment) {
        return new Interval(
                Instant.ofEpochMilli(segment.from()),
                Instant.ofEpochMilli(segment.to()),
                segment.verdict(),
                agents(segment.views()));
    }

    static Span span(dev.portreach.alert.history.Span span) {
        return new Span(Instant.ofEpochMilli(span.from()), Instant.ofEpochMilli(span.to()), span.verdict());
    }

    static List<AgentView> agents(List<View> views) {
        return views.stream()
                .map(view -> new AgentView(
                        view.agent(),
                        view.value().verdict(),
                        view.value().proof(),
                        view.value().address(),
                        runs(view.value().runs()),
                        view.value().reason(),
                        view.revision()))
                .toList();
    }

    private static List<Run> runs(String json) {
        try {
            return RUNS.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored runs cannot be read", e);
        }
    }
}
