package dev.portreach.alert.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Heartbeat.Problem;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PictureTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final Picture picture = new Picture();

    @Test
    void shouldNotCountAReverseCheckWhileNoAgentAtItsFarEndIsHeard() {
        // given the core's checks of its own and of a site whose only agent is silent
        picture.put(failing("core", "core"));
        picture.put(failing("core", "lyon"));
        picture.put(agent("core", false), NOW);
        picture.put(agent("lyon", true), NOW);
        // when
        picture.assess();
        // then
        assertThat(picture.standing("core:core:r1:p")).isEqualTo(Standing.FAILING);
        assertThat(picture.standing("core:lyon:r1:p")).isEqualTo(Standing.UNKNOWN);

        // and when it is heard again, it counts
        picture.put(agent("lyon", false), NOW);
        picture.assess();
        assertThat(picture.standing("core:lyon:r1:p")).isEqualTo(Standing.FAILING);
    }

    @Test
    void shouldNotCountAReverseCheckWhileItsFarEndCannotListen() {
        // given an agent at the far end that is heard, and whose port another process holds
        picture.put(failing("core", "lyon"));
        picture.put(agent("core", false), NOW);
        picture.put(agent("lyon", false, new Problem("r1:p", "cannot listen at tcp 80: address in use")), NOW);
        // when
        picture.assess();
        // then
        assertThat(picture.standing("core:lyon:r1:p")).isEqualTo(Standing.UNKNOWN);

        // and a problem with something else does not excuse it
        picture.put(agent("lyon", false, new Problem("r1:other", "cannot listen")), NOW);
        picture.assess();
        assertThat(picture.standing("core:lyon:r1:p")).isEqualTo(Standing.FAILING);
    }

    private static AgentState agent(String site, boolean silent, Problem... problems) {
        String id = site + "-a";
        return new AgentState(
                AgentState.key(site, id),
                site,
                id,
                null,
                silent,
                true,
                NOW,
                NOW,
                "1",
                "e",
                null,
                1,
                0,
                List.of(problems),
                1,
                null);
    }

    private static CheckState failing(String vantage, String subject) {
        CheckScope scope = new CheckScope(
                vantage,
                subject,
                null,
                Access.DIRECT,
                Map.of(),
                "receiver",
                "receiver",
                "r1",
                "10.0.0.1",
                "198.51.100.7",
                "p",
                Protocol.TCP,
                Ports.of(4_000),
                Expectation.LISTENING,
                true,
                2_000,
                1_500,
                null,
                null);
        return new CheckState(
                String.join(":", vantage, subject, "r1", "p"),
                scope,
                Verdict.FAILING,
                NOW,
                null,
                null,
                null,
                0,
                Proof.STRONG,
                "",
                List.of(),
                List.of(),
                NOW,
                1,
                1,
                null);
    }
}
