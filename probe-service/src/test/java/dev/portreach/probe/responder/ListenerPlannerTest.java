package dev.portreach.probe.responder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedListener;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Heartbeat.Problem;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerPlannerTest {

    private static final AssignedAgent LYON = Party.assigned(Party.agent("lyon"));
    private static final AssignedListener GOOD = listener("good", Protocol.TCP, "20020-20030", null, LYON);

    private final ListenerPlanner planner =
            new ListenerPlanner(Responder.Settings.of(Ports.parse("20020-21020"), InetAddress.getLoopbackAddress()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TCP          | 20000-20030 |            | TCP 20000-20019 is not within portreach.responder.allowed-ports",
                "UDP          | 22,80       |            | UDP 22,80 is not within portreach.responder.allowed-ports",
                "UNRECOGNISED | 20020       |            | protocol is not known to this version",
                "TCP          | 0           |            | port 0 is not within 1 to 65535",
                "TCP          | 20020       | 192.0.2.1  | address 192.0.2.1 is not that of portreach.responder.address",
                "TCP          | 20020       | a.example  | the address to listen at is none",
            })
    void shouldNameWhatIsWrongAndListenAtTheRest(Protocol protocol, String ports, String address, String reason) {
        ListenerPlan plan = planner.plan(assignment(null, listener("bad", protocol, ports, address, LYON), GOOD));
        assertThat(plan.problems())
                .containsExactly(
                        new Problem("bad", reason.replace("TCP ", "tcp ").replace("UDP ", "udp ")));
        assertThat(plan.listeners()).extracting(PlannedListener::id).containsExactly("good");
    }

    @Test
    void shouldNameBadKeysAndMissingChallengers() {
        ListenerPlan plan = planner.plan(assignment(
                null,
                listener("nobody", Protocol.TCP, "20020", null),
                listener("garbled", Protocol.TCP, "20020", null, new AssignedAgent("x", "no key"))));
        assertThat(plan.listeners()).isEmpty();
        assertThat(plan.problems()).extracting(Problem::check).containsExactly("nobody", "garbled");
        assertThat(plan.problems().get(1).reason()).startsWith("the key of agent x is not an Ed25519 public key");
    }

    @Test
    void shouldListenNowhereUnlessAllowed() {
        ListenerPlanner off = new ListenerPlanner(Responder.Settings.of(Ports.NONE, null));
        ListenerPlan plan = off.plan(assignment(null, GOOD));
        assertThat(plan.listeners()).isEmpty();
        assertThat(plan.problems())
                .containsExactly(
                        new Problem("good", "tcp 20020-20030 is not within portreach.responder.allowed-ports"));
    }

    @Test
    void shouldListenNowhereWhenStopped() {
        assertThat(planner.plan(assignment("maintenance of the VPN", GOOD))).isEqualTo(ListenerPlan.NONE);
    }

    private static AssignedListener listener(
            String id, Protocol protocol, String ports, String address, AssignedAgent... challengers) {
        return new AssignedListener(id, protocol, ports, address, List.of(challengers));
    }

    private static Assignment assignment(String stopped, AssignedListener... listeners) {
        SiteProfile profile = new SiteProfile("Core", "eu", Access.DIRECT, Map.of(), List.of(), 0, null, List.of());
        return new Assignment(
                "core", 1, Instant.EPOCH, profile, List.of(), List.of(), List.of(), List.of(listeners), stopped);
    }
}
