package dev.portreach.alert.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfirmedTest {

    private static final long HOLD = 10_000;

    @Test
    void shouldSetASingleMissAside() {
        assertThat(confirmed(
                        0,
                        60_000,
                        row("a", 0, 20_000, null, Verdict.OK),
                        row("a", 24_000, 24_600, 20_000L, Verdict.FAILING),
                        row("a", 24_900, 60_000, 24_600L, Verdict.OK)))
                .containsExactly("0-60000 ok");
    }

    @Test
    void shouldBelieveAFailureFromItsFirstLookOn() {
        assertThat(confirmed(
                        0,
                        60_000,
                        row("a", 0, 20_000, null, Verdict.OK),
                        row("a", 24_000, 25_500, 20_000L, Verdict.FAILING),
                        row("a", 30_000, 60_000, 25_500L, Verdict.OK)))
                .containsExactly("0-24000 ok", "24000-30000 failing", "30000-60000 ok");
    }

    @Test
    void shouldBelieveAVerdictThoughItsPortsDiffer() {
        assertThat(confirmed(
                        0,
                        30_000,
                        row("a", 0, 20_000, null, Verdict.OK),
                        row("a", 24_000, 24_000, 20_000L, Verdict.PARTIAL),
                        row("a", 24_900, 24_900, 24_000L, Verdict.PARTIAL),
                        row("a", 25_500, 30_000, 24_900L, Verdict.PARTIAL)))
                .containsExactly("0-24000 ok", "24000-30000 partial");
    }

    @Test
    void shouldWantToSeeARecoveryTwice() {
        assertThat(confirmed(
                        0,
                        60_000,
                        row("a", 0, 20_000, null, Verdict.FAILING),
                        row("a", 24_000, 24_000, 20_000L, Verdict.OK),
                        row("a", 28_000, 32_000, 24_000L, Verdict.FAILING),
                        row("a", 36_000, 40_000, 32_000L, Verdict.OK),
                        row("a", 44_000, 60_000, 40_000L, Verdict.OK)))
                .containsExactly("0-36000 failing", "36000-60000 ok");
    }

    @Test
    void shouldKnowNothingUntilAFirstFailureIsConfirmed() {
        assertThat(confirmed(
                        0,
                        20_000,
                        row("a", 1_000, 2_000, null, Verdict.FAILING),
                        row("a", 4_000, 4_000, 2_000L, Verdict.OK)))
                .containsExactly("0-4000 unknown", "4000-14000 ok", "14000-20000 unknown");
    }

    @Test
    void shouldForgetOverAGap() {
        assertThat(confirmed(
                        0,
                        50_000,
                        row("a", 0, 2_000, null, Verdict.OK),
                        row("a", 30_000, 31_000, 29_000L, Verdict.FAILING)))
                .containsExactly("0-12000 ok", "12000-50000 unknown");
    }

    @Test
    void shouldNotBelieveForEverWhatIsNotConfirmedAgain() {
        long late = 100_000 + Confirmed.BELIEF_MILLIS;
        assertThat(confirmed(
                        0,
                        2 * late,
                        row("a", 0, 100_000, null, Verdict.OK),
                        row("a", 100_000 + 1, 100_000 + 1, 100_000L, Verdict.FAILING),
                        row("a", 2 * late, 2 * late, 100_001L, Verdict.OK)))
                .containsExactly("0-%d ok".formatted(late + 1), "%d-%d unknown".formatted(late + 1, 2 * late));
    }

    @Test
    void shouldCombineWhatEachAgentBelieves() {
        assertThat(confirmed(
                        0,
                        40_000,
                        row("a", 0, 20_000, null, Verdict.OK),
                        row("a", 24_000, 40_000, 20_000L, Verdict.FAILING),
                        row("b", 0, 28_000, null, Verdict.OK),
                        row("b", 30_000, 30_300, 28_000L, Verdict.FAILING),
                        row("b", 30_600, 40_000, 30_300L, Verdict.OK)))
                .containsExactly("0-24000 ok", "24000-40000 partial");
    }

    private static List<String> confirmed(long from, long to, Row... rows) {
        return Confirmed.of(List.of(rows), from, to).stream()
                .map(span -> "%d-%d %s".formatted(span.from(), span.to(), span.verdict()))
                .toList();
    }

    private static Row row(String agent, long from, long to, Long previousAt, Verdict verdict) {
        return new Row(
                new ChainKey("c", agent, "e1"),
                from,
                to,
                previousAt,
                new Value(verdict, Proof.STRONG, "10.0.0.1", "[]", "", HOLD),
                1);
    }
}
