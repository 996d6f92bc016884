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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of a UDP row: silence is neither success nor failure. */
class JudgeUdpTest {

    private static final Ports DNS = Ports.of(53);

    @ParameterizedTest
    @EnumSource(names = {"LISTENING", "PERMITTED", "BLOCKED"})
    void shouldNotKnowOfSilence(Expectation expectation) {
        // when
        Judgement judgement = judge(expectation, Outcome.OPEN_OR_FILTERED, Proof.WEAK);
        // then
        assertThat(judgement.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(judgement.proof()).isEqualTo(Proof.WEAK);
        assertThat(judgement.unknown()).isEqualTo(DNS);
    }

    @ParameterizedTest
    @CsvSource({
        "LISTENING, OPEN, STRONG, OK, STRONG",
        "LISTENING, OPEN, WEAK, OK, WEAK",
        "LISTENING, REFUSED, WEAK, FAILING, STRONG",
        "LISTENING, PROHIBITED, STRONG, FAILING, STRONG",
        "LISTENING, LOCAL_ERROR, WEAK, UNKNOWN, WEAK",
        "PERMITTED, REFUSED, WEAK, OK, WEAK",
        "PERMITTED, PROHIBITED, STRONG, FAILING, STRONG",
        "BLOCKED, OPEN, STRONG, VIOLATED, STRONG",
    })
    void shouldKnowOfAnswersAndErrors(
            Expectation expectation, Outcome outcome, Proof proof, Verdict verdict, Proof proven) {
        Judgement judgement = judge(expectation, outcome, proof);
        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(judgement.proof()).isEqualTo(proven);
    }

    private static Judgement judge(Expectation expectation, Outcome outcome, Proof proof) {
        AssignedPolicy policy = new AssignedPolicy(
                "names.dns",
                "names",
                "Names",
                "names",
                Protocol.UDP,
                Direction.INBOUND,
                expectation,
                RangeMode.ALL,
                true,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                null,
                null);
        Run run = new Run(DNS, outcome, proof, null);
        return Judge.judge(new Observation("c", 1, null, "10.0.0.1", null, List.of(run)), policy, DNS);
    }
}
