package dev.portreach.catalog.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailingChecksTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final FailingChecks checks = new FailingChecks(2);

    private static Run run(String ports, Outcome outcome) {
        return new Run(Ports.parse(ports), outcome, Proof.STRONG, null);
    }

    private static CheckState state(String check, Verdict verdict, Expectation expectation, Run... runs) {
        CheckScope scope = new CheckScope(
                "lyon",
                "lyon",
                "emea",
                Access.DIRECT,
                Map.of(),
                "a",
                "A",
                "a-1",
                "10.0.0.4",
                "10.0.0.4",
                "a",
                Protocol.TCP,
                Ports.parse("80-90"),
                expectation,
                true,
                1_000,
                500,
                null,
                null);
        return new CheckState(
                check,
                scope,
                verdict,
                NOW,
                null,
                null,
                null,
                4,
                Proof.STRONG,
                "why",
                List.of(runs),
                List.of(),
                NOW,
                1,
                1,
                null);
    }

    private static CheckState failing(String check) {
        return state(check, Verdict.FAILING, Expectation.LISTENING, run("80-90", Outcome.TIMEOUT));
    }

    private Map<String, FailingCheck> known() {
        checks.caughtUp(NOW);
        return checks.evidence().orElseThrow().failing();
    }

    @Test
    void shouldKnowNothingUntilAllWasRead() {
        checks.take(failing("x"));
        assertThat(checks.evidence()).isEmpty();
        assertThat(known()).containsOnlyKeys("x");
    }

    @Test
    void shouldKeepThePortsThatAreBlocked() {
        checks.take(state(
                "x",
                Verdict.PARTIAL,
                Expectation.LISTENING,
                run("80-84", Outcome.OPEN),
                run("85-86", Outcome.TIMEOUT),
                run("87", Outcome.REFUSED),
                run("88-90", Outcome.OPEN)));
        FailingCheck kept = known().get("x");
        assertThat(kept.ports()).isEqualTo(Ports.parse("85-87"));
        assertThat(kept.seen()).isEqualTo("85-86 timeout, 87 refused");
    }

    @Test
    void shouldTakeWhatLiesBetweenSamplesForBlockedToo() {
        checks.take(state(
                "x",
                Verdict.FAILING,
                Expectation.PERMITTED,
                run("81,86", Outcome.REFUSED),
                run("84,88", Outcome.TIMEOUT)));
        assertThat(known().get("x").ports()).isEqualTo(Ports.parse("82-90"));
    }

    @Test
    void shouldNotTakeABadCertificateForABlockedPort() {
        checks.take(state("x", Verdict.FAILING, Expectation.LISTENING, run("80-90", Outcome.TLS_EXPIRED)));
        assertThat(known()).isEmpty();
    }

    @Test
    void shouldNotTakeAnIdlePortForABlockedOne() {
        checks.take(state(
                "x",
                Verdict.FAILING,
                Expectation.PERMITTED,
                run("80-84", Outcome.REFUSED),
                run("85-90", Outcome.TIMEOUT)));
        assertThat(known().get("x").ports()).isEqualTo(Ports.parse("85-90"));
    }

    @Test
    void shouldTakeAllPortsWhereTheLatestViewIsAnotherAgents() {
        checks.take(state("x", Verdict.PARTIAL, Expectation.LISTENING, run("80-90", Outcome.OPEN)));
        assertThat(known().get("x").ports()).isEqualTo(Ports.parse("80-90"));
    }

    @Test
    void shouldForgetWhatIsWellUnknownOrGone() {
        checks.take(failing("x"));
        checks.take(state("x", Verdict.OK, Expectation.LISTENING));
        checks.take(failing("y"));
        checks.take(state("y", Verdict.UNKNOWN, Expectation.LISTENING));
        checks.take(failing("z"));
        checks.forget("z");
        assertThat(known()).isEmpty();
    }

    @Test
    void shouldSayThatThereIsMoreThanItKeeps() {
        checks.take(failing("x"));
        checks.take(failing("y"));
        checks.take(failing("z"));
        assertThat(known()).hasSize(2);
        assertThat(checks.evidence().orElseThrow().isWhole()).isFalse();
        assertThat(checks.isWorthReadingAgain()).isFalse();

        checks.forget("x");
        assertThat(checks.isWorthReadingAgain()).isTrue();
        checks.clear();
        assertThat(checks.evidence()).isEmpty();
    }
}
