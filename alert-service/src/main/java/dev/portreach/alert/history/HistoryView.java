package dev.portreach.alert.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.List;

/** History as REST shows it: raw verdicts, before confirmation. */
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

    /** One check over a span of time. */
    public record OfCheck(String check, Instant from, Instant to, List<Interval> intervals) {}

    /** One check at an instant. */
    public record At(String check, Instant at, Verdict verdict, List<AgentView> agents) {}

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
