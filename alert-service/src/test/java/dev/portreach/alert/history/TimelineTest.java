package dev.portreach.alert.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final long HOLD = 7;

    @Test
    void shouldKnowNothingWithoutRows() {
        assertThat(timeline(0, 100)).containsExactly("0-100 unknown");
    }

    @Test
    void shouldHoldALastObservationForAWhileOnly() {
        assertThat(timeline(0, 100, row("a", "e1", 10, 50, null, Verdict.OK)))
                .containsExactly("0-10 unknown", "10-57 ok", "57-100 unknown");
    }

    @Test
    void shouldHoldUntilALinkedObservationHoweverLate() {
        assertThat(timeline(
                        0, 100, row("a", "e1", 10, 20, null, Verdict.OK), row("a", "e1", 60, 90, 20L, Verdict.FAILING)))
                .containsExactly("0-10 unknown", "10-60 ok", "60-97 failing", "97-100 unknown");
    }

    @Test
    void shouldShowAGapWhereObservationsAreMissing() {
        assertThat(timeline(0, 100, row("a", "e1", 10, 20, null, Verdict.OK), row("a", "e1", 60, 95, 58L, Verdict.OK)))
                .containsExactly("0-10 unknown", "10-27 ok", "27-60 unknown", "60-100 ok");
    }

    @Test
    void shouldCutWhatLiesOutside() {
        assertThat(timeline(
                        30, 40, row("a", "e1", 10, 20, null, Verdict.OK), row("a", "e1", 60, 90, 20L, Verdict.FAILING)))
                .containsExactly("30-40 ok");
    }

    @Test
    void shouldCombineTheAgentsOfASite() {
        assertThat(timeline(
                        0,
                        60,
                        row("a", "e1", 0, 13, null, Verdict.OK),
                        row("a", "e1", 20, 33, 13L, Verdict.FAILING),
                        row("b", "e2", 0, 23, null, Verdict.OK),
                        row("b", "e2", 30, 43, 23L, Verdict.FAILING)))
                .containsExactly("0-20 ok", "20-30 partial", "30-40 failing", "40-50 failing", "50-60 unknown");
    }

    @Test
    void shouldLetTheLaterRunOfAnAgentSpeakWhereRunsOverlap() {
        assertThat(timeline(
                        0, 60, row("a", "e1", 0, 50, null, Verdict.OK), row("a", "e2", 20, 23, null, Verdict.FAILING)))
                .containsExactly("0-20 ok", "20-30 failing", "30-57 ok", "57-60 unknown");
    }

    @Test
    void shouldIgnoreAgentsThatDoNotKnow() {
        assertThat(timeline(
                        0,
                        10,
                        row("a", "e1", 0, 10, null, Verdict.UNKNOWN),
                        row("b", "e1", 0, 10, null, Verdict.FAILING)))
                .containsExactly("0-10 failing");
    }

    private static List<String> timeline(long from, long to, Row... rows) {
        return Timeline.of(List.of(rows), from, to).stream()
                .map(segment -> "%d-%d %s".formatted(segment.from(), segment.to(), segment.verdict()))
                .toList();
    }

    private static Row row(String agent, String epoch, long from, long to, Long previousAt, Verdict verdict) {
        return new Row(
                new ChainKey("c", agent, epoch),
                from,
                to,
                previousAt,
                new Value(verdict, Proof.STRONG, "10.0.0.1", "[]", "", HOLD),
                1);
    }
}
