package dev.portreach.probe.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.ProbeKind;
import dev.portreach.contracts.policy.ProbeMethod;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Heartbeat.Problem;
import dev.portreach.contracts.trust.AgentKeys;
import dev.portreach.probe.identity.Peer;
import dev.portreach.probe.network.AllowList;
import dev.portreach.probe.payload.Payloads;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentPlannerTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final AssignmentPlanner PLANNER =
            new AssignmentPlanner(AllowList.parse("10.0.0.0/8"), false, Payloads.builtIn());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "control | 10.1.2.3    | 0            | port 0 is not within 1 to 65535",
                "echo    | 10.1.2.3    | 80           | icmp has no ports: leave them out",
                "control | 10.1.2.3    | 21020-20020  | range 21020-20020 runs backwards; write 20020-21020",
                "control | 10.1.2.3    | 80,80        | 80 and 80 overlap",
                "control | 10.1.2.3    |              | no ports given; write for example 80 or 20020-21020 or 8888-8892,9000",
                "absent  | 10.1.2.3    | 80           | policy \"absent\" is not in the assignment",
                "gopher  | 10.1.2.3    | 80           | payload \"gopher\" of policy gopher is not known here, but dns,"
                        + " ntp, rtsp, snmp (portreach.payloads.dir)",
                "nameless| 10.1.2.3    | 80           | payload \"null\" of policy nameless is not known here, but dns,"
                        + " ntp, rtsp, snmp (portreach.payloads.dir)",
                "dns-tcp | 10.1.2.3    | 80           | payload \"dns\" of policy dns-tcp is not for tcp",
                "fetch   | 10.1.2.3    | 80           | method of policy fetch is not known to this version",
                "hasty   | 10.1.2.3    | 80           | interval PT0.1S of policy hasty is not within PT0.5S to PT24H",
                "endless | 10.1.2.3    | 80           | deadline PT1M of policy endless is not within PT0.01S to PT30S",
                "jobs    | 10.1.2.3    | 80           | on-demand ports are left alone here (portreach.guest.on-demand=never)",
                "control | 192.0.2.1   | 80           | address 192.0.2.1 is not within portreach.allowed-networks",
                "control | not a name  | 80           | \"not a name\" is neither an address nor a name",
                "control |             | 80           | no address",
                "path    | 10.1.2.3    | 80           | method of policy path: path does not begin with a slash or has other than visible ASCII",
                "status  | 10.1.2.3    | 80           | method of policy status: status is not as 200-399 or 200,401",
                "body    | 10.1.2.3    | 80           | method of policy body: bodyMatch is not a regular expression in RE2's syntax: missing closing )",
                "repeat  | 10.1.2.3    | 80           | method of policy repeat: bodyMatch is longer than 200 characters or repeats more than 99 times",
                "name    | 10.1.2.3    | 443          | method of policy name: serverName is neither a name nor an address",
            })
    void shouldNameWhatIsWrongAndProbeTheRest(String policy, String address, String ports, String reason) {
        // given an assignment with one bad entry and one good one
        Assignment assignment =
                assignment(List.of(check("bad", policy, address, ports), check("good", "control", "10.1.2.3", "80")));
        // when
        Plan plan = PLANNER.plan(assignment, TODAY);
        // then
        assertThat(plan.problems()).containsExactly(new Problem("bad", reason));
        assertThat(plan.checks()).extracting(PlannedCheck::id).containsExactly("good");
    }

    @Test
    void shouldProbeTheFirstOfTwoWithOneId() {
        Plan plan = PLANNER.plan(
                assignment(List.of(check("a", "control", "10.1.2.3", "80"), check("a", "control", "10.1.2.3", "81"))),
                TODAY);
        assertThat(plan.checks()).singleElement().satisfies(check -> assertThat(check.ports())
                .hasToString("80"));
        assertThat(plan.problems()).hasSize(1);
    }

    @Test
    void shouldTakeQuestions() {
        Plan plan = PLANNER.plan(assignment(List.of(check("a", "well", "10.1.2.3", "443"))), TODAY);
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.checks()).singleElement().satisfies(check -> {
            assertThat(check.method().kind()).isEqualTo(ProbeKind.HTTPS);
            assertThat(check.isPlainConnect()).isFalse();
        });
    }

    @Test
    void shouldTakeNamesAndCheckThemLater() {
        Plan plan = PLANNER.plan(assignment(List.of(check("a", "control", "core.example.org", "80"))), TODAY);
        assertThat(plan.checks()).hasSize(1);
    }

    @Test
    void shouldProbeWhateverAnotherAgentIsToAnswer() {
        // given rows that are left alone otherwise: udp, and ports that jobs may wait at
        AssignedAgent responder = new AssignedAgent(
                "core-a", AgentKeys.encode(AgentKeys.generate().getPublic()));
        // when
        Plan plan = PLANNER.plan(
                assignment(List.of(answered("a", "udp", responder), answered("b", "jobs", responder))), TODAY);
        // then
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.checks())
                .allSatisfy(check -> assertThat(check.responders()).containsExactly(Peer.of(responder)));
        assertThat(plan.checks()).noneMatch(PlannedCheck::isOnDemand);
    }

    @Test
    void shouldNameARespondersBadKey() {
        Plan plan = PLANNER.plan(
                assignment(List.of(answered("a", "control", new AssignedAgent("core-a", "no key")))), TODAY);
        assertThat(plan.problems()).singleElement().satisfies(problem -> assertThat(problem.reason())
                .startsWith("the key of agent core-a is not an Ed25519 public key"));
    }

    private static AssignedCheck answered(String id, String policy, AssignedAgent responder) {
        return new AssignedCheck(id, policy, "lyon", "ep", "10.1.2.3", "10.1.2.3", "80", List.of(responder));
    }

    @Test
    void shouldTakeUdpWithAndWithoutPayload() {
        Plan plan = PLANNER.plan(
                assignment(List.of(check("a", "udp", "10.1.2.3", "53"), check("b", "dns", "10.1.2.3", "53"))), TODAY);
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.checks()).extracting(PlannedCheck::id).containsExactly("a", "b");
    }

    @Test
    void shouldTakeEchoRequestsButNotForAnotherAgentToAnswer() {
        AssignedAgent responder = new AssignedAgent(
                "core-a", AgentKeys.encode(AgentKeys.generate().getPublic()));
        Plan plan = PLANNER.plan(
                assignment(List.of(
                        check("a", "echo", "10.1.2.3", "0"),
                        new AssignedCheck("b", "echo", "lyon", "ep", "10.1.2.3", "10.1.2.3", "0", List.of(responder)))),
                TODAY);
        assertThat(plan.checks()).singleElement().satisfies(check -> {
            assertThat(check.ports()).isEqualTo(Ports.ECHO);
            assertThat(check.isPlainConnect()).isFalse();
        });
        assertThat(plan.problems()).extracting(Problem::check).containsExactly("b");
    }

    private static AssignedCheck check(String id, String policy, String address, String ports) {
        return new AssignedCheck(id, policy, "lyon", "ep", address, address, ports, List.of());
    }

    private static Assignment assignment(List<AssignedCheck> checks) {
        Duration second = Duration.ofSeconds(1);
        List<AssignedPolicy> policies = List.of(
                policy("control", Protocol.TCP, RangeMode.ALL, second, second),
                policy("udp", Protocol.UDP, RangeMode.ALL, second, second),
                policy("echo", Protocol.ICMP, RangeMode.ALL, second, second),
                policy("hasty", Protocol.TCP, RangeMode.ALL, Duration.ofMillis(100), second),
                policy("endless", Protocol.TCP, RangeMode.ALL, second, Duration.ofMinutes(1)),
                policy("jobs", Protocol.TCP, RangeMode.ON_DEMAND, second, second),
                policy("dns", Protocol.UDP, ProbeMethod.payload("dns")),
                policy("gopher", Protocol.UDP, ProbeMethod.payload("gopher")),
                policy("nameless", Protocol.UDP, ProbeMethod.payload(null)),
                policy("dns-tcp", Protocol.TCP, ProbeMethod.payload("dns")),
                policy("fetch", Protocol.TCP, ProbeMethod.of(ProbeKind.UNRECOGNISED)),
                asking("path", new ProbeMethod(ProbeKind.HTTP, null, "/ HTTP/1.1\r\nX: y", null, null, null)),
                asking("status", new ProbeMethod(ProbeKind.HTTP, null, null, "2xx", null, null)),
                asking("body", new ProbeMethod(ProbeKind.HTTP, null, null, null, "(a", null)),
                asking("repeat", new ProbeMethod(ProbeKind.HTTP, null, null, null, "(a{99}){1000}", null)),
                asking("name", new ProbeMethod(ProbeKind.TLS, "not a name", null, null, null, null)),
                asking("well", new ProbeMethod(ProbeKind.HTTPS, "core.example.org", "/", "200", "ok", null)));
        SiteProfile profile =
                new SiteProfile("Lyon", "emea", Access.EXTRANET_VPN, Map.of(), List.of(), 0, null, List.of());
        return new Assignment("lyon", 1, Instant.EPOCH, profile, List.of(), policies, checks, List.of(), null);
    }

    private static AssignedPolicy asking(String key, ProbeMethod method) {
        return policy(key, Protocol.TCP, RangeMode.ALL, Duration.ofSeconds(1), Duration.ofSeconds(1), method);
    }

    private static AssignedPolicy policy(
            String key, Protocol protocol, RangeMode mode, Duration interval, Duration deadline) {
        return policy(key, protocol, mode, interval, deadline, null);
    }

    private static AssignedPolicy policy(String key, Protocol protocol, ProbeMethod method) {
        return policy(key, protocol, RangeMode.ALL, Duration.ofSeconds(1), Duration.ofSeconds(1), method);
    }

    private static AssignedPolicy policy(
            String key, Protocol protocol, RangeMode mode, Duration interval, Duration deadline, ProbeMethod method) {
        return new AssignedPolicy(
                key,
                "receiver",
                "Receiver",
                "",
                protocol,
                Direction.INBOUND,
                Expectation.LISTENING,
                mode,
                true,
                interval,
                deadline,
                null,
                method);
    }
}
