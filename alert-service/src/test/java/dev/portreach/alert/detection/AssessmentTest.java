package dev.portreach.alert.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssessmentTest {

    private static final Ports PORT = Ports.of(8443);
    private static final CheckDefinition DEFINITION = new CheckDefinition(
            "check",
            new AssignedPolicy(
                    "web",
                    "web",
                    "web",
                    "web",
                    Protocol.TCP,
                    Direction.INBOUND,
                    Expectation.LISTENING,
                    RangeMode.ALL,
                    true,
                    Duration.ofSeconds(5),
                    Duration.ofMillis(1_500),
                    null,
                    null),
            PORT,
            null,
            "identity",
            null);

    private static AgentView failing(int times) {
        PortStreaks streaks = PortStreaks.fresh(PORT)
                .with(Map.of(Signal.OK, PORT), Confirmation.CONFIRMED, 0)
                .streaks();
        for (int i = 1; i <= times; i++) {
            streaks = streaks.with(Map.of(Signal.BAD, PORT), Confirmation.CONFIRMED, 1_000L * i)
                    .streaks();
        }
        return new AgentView(streaks, 1_000L * times, 0, List.of(), Proof.STRONG, "");
    }

    @Test
    void shouldNameTheAgentsThatSuspectWhatAnotherHasConfirmed() {
        Assessment assessment = Assessment.of(
                DEFINITION, Map.of("a", failing(Confirmation.CONFIRMED), "b", failing(Confirmation.SUSPECT)), true);

        assertThat(assessment.verdict()).isEqualTo(Verdict.PARTIAL);
        assertThat(assessment.agents()).containsExactly("a", "b");
    }

    @Test
    void shouldNotNameAnAgentThatMissedOnce() {
        Assessment assessment =
                Assessment.of(DEFINITION, Map.of("a", failing(Confirmation.CONFIRMED), "b", failing(1)), true);

        assertThat(assessment.agents()).containsExactly("a");
    }
}
