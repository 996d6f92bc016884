package dev.portreach.alert.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must not be reachable: silence is a success only of a host that is there. */
class JudgeBlockedTest {

    private static final Ports TELNET = Ports.of(23);

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT, true, OK, WEAK",
        "TIMEOUT, false, UNKNOWN, WEAK",
        "OPEN_OR_FILTERED, true, UNKNOWN, WEAK",
        "DNS_ERROR, true, UNKNOWN, WEAK",
        "LOCAL_ERROR, true, UNKNOWN, WEAK",
        "REFUSED, false, OK, WEAK",
        "PROHIBITED, false, OK, WEAK",
        "OPEN, true, VIOLATED, STRONG",
        "CLOSED_AFTER_ACCEPT, false, VIOLATED, STRONG",
    })
    void shouldTakeSilenceForBlockedOnlyWhileTheHostAnswers(
            Outcome outcome, boolean hostAnswers, Verdict verdict, Proof proof) {
        Judgement judgement = judge(Expectation.BLOCKED, outcome, hostAnswers);
        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(judgement.proof()).isEqualTo(proof);
    }

    @Test
    void shouldSayWhatSilenceRestsOn() {
        assertThat(judge(Expectation.BLOCKED, Outcome.TIMEOUT, true).reason())
                .isEqualTo("23 timeout; another port of the host answers");
        assertThat(judge(Expectation.BLOCKED, Outcome.TIMEOUT, false).reason())
                .isEqualTo("23 timeout; silence alone proves nothing here");
    }

    @ParameterizedTest
    @CsvSource({"LISTENING, FAILING", "PERMITTED, UNKNOWN"})
    void shouldNotExcuseSilenceElsewhere(Expectation expectation, Verdict verdict) {
        assertThat(judge(expectation, Outcome.TIMEOUT, true).verdict()).isEqualTo(verdict);
    }

    private static Judgement judge(Expectation expectation, Outcome outcome, boolean hostAnswers) {
        AssignedPolicy policy = new AssignedPolicy(
                "server.telnet",
                "server",
                "Server",
                "telnet",
                Protocol.TCP,
                Direction.INBOUND,
                expectation,
                RangeMode.ALL,
                true,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                null,
                null);
        Run run = new Run(TELNET, outcome, ofOutcome(outcome), null);
        Observation observation = new Observation("c", 1, null, "10.0.0.1", null, List.of(run));
        return Judge.judge(observation, policy, TELNET, hostAnswers);
    }

    private static Proof ofOutcome(Outcome outcome) {
        return outcome == Outcome.OPEN ? Proof.STRONG : Proof.WEAK;
    }
}
