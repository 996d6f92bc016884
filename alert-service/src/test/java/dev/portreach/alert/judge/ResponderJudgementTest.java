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

/** What agents at both ends add to what is known. */
class ResponderJudgementTest {

    private static final Ports ALL = Ports.parse("20020-20029");
    private static final String SEEN = Run.SEEN_AS + "198.51.100.7";

    @Test
    void shouldTakeAnAnswerAsProof() {
        Judgement judgement = judge(Expectation.LISTENING, run("20020-20029", Outcome.OPEN, Proof.STRONG, SEEN));
        assertThat(judgement.verdict()).isEqualTo(Verdict.OK);
        assertThat(judgement.proof()).isEqualTo(Proof.STRONG);
        assertThat(judgement.reason()).isEqualTo("20020-20029 open (source seen as 198.51.100.7)");
    }

    @Test
    void shouldTakeAHandshakeWithoutAnswerAsWellButWeak() {
        Judgement judgement = judge(
                Expectation.LISTENING, run("20020-20029", Outcome.OPEN, Proof.WEAK, "no answer from the responder"));
        assertThat(judgement.verdict()).isEqualTo(Verdict.OK);
        assertThat(judgement.proof()).isEqualTo(Proof.WEAK);
    }

    @Test
    void shouldTakeSilenceAsADropWhereAResponderAnswersAtOtherPorts() {
        Run answered = run("20020-20024", Outcome.OPEN, Proof.STRONG, SEEN);
        Run silent = run("20025-20029", Outcome.TIMEOUT, Proof.WEAK, null);
        assertThat(judge(Expectation.PERMITTED, answered, silent).verdict()).isEqualTo(Verdict.PARTIAL);
        // but not where it is a job that is running
        Run job = run("20020-20024", Outcome.OPEN, Proof.STRONG, null);
        assertThat(judge(Expectation.PERMITTED, job, silent).verdict()).isEqualTo(Verdict.OK);
        assertThat(judge(Expectation.PERMITTED, job, silent).unknown()).isEqualTo(Ports.parse("20025-20029"));
    }

    private static Run run(String ports, Outcome outcome, Proof proof, String detail) {
        return new Run(Ports.parse(ports), outcome, proof, null, detail);
    }

    private static Judgement judge(Expectation expectation, Run... runs) {
        AssignedPolicy policy = new AssignedPolicy(
                "receiver.data",
                "receiver",
                "Receiver",
                "data",
                Protocol.TCP,
                Direction.INBOUND,
                expectation,
                RangeMode.ALL,
                true,
                Duration.ofSeconds(30),
                Duration.ofMillis(1_500),
                null,
                null);
        return Judge.judge(new Observation("c", 1, null, "10.0.0.1", null, List.of(runs)), policy, ALL);
    }
}
