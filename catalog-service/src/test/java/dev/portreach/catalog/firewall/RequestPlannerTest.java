package dev.portreach.catalog.firewall;

import static dev.portreach.catalog.firewall.Fixture.catalog;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.evidence.Evidence;
import dev.portreach.catalog.evidence.FailingCheck;
import dev.portreach.catalog.policy.Probing;
import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.port.Ports;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestPlannerTest {

    private static List<String> flows(FirewallRequest request) {
        return request.flows().stream()
                .map(flow -> "%s: %s > %s %s %s"
                        .formatted(flow.way(), flow.initiators(), flow.responders(), flow.protocol(), flow.ports()))
                .toList();
    }

    private static List<String> notes(FirewallRequest request) {
        return request.notes().stream()
                .map(note -> note.about() + ": " + note.text())
                .toList();
    }

    @Test
    void shouldAskForFewRows() {
        FirewallRequest request = catalog()
                .sources("10.1.0.0/25", "10.1.0.128/25", "10.1.0.9/32")
                .inbound("a", "tcp", "80,443", "10.0.0.4", "10.0.0.5")
                .inbound("b", "tcp", "444-450", "10.0.0.4", "10.0.0.5")
                .inbound("c", "udp", "53", "10.0.0.4")
                .request();

        assertThat(flows(request))
                .containsExactly(
                        "from-site: 10.1.0.0/24 > 10.0.0.4 udp 53",
                        "from-site: 10.1.0.0/24 > 10.0.0.4/31 tcp 80,443-450");
        assertThat(request.flows().get(1).reasons())
                .extracting(Reason::policy)
                .containsExactlyInAnyOrder("a", "a", "b", "b");
    }

    @Test
    void shouldSayThatEveryDeviceOnTheWayMustLetItPass() {
        EnforcementPoint edge = new EnforcementPoint("edge", "firewall", "a@lyon.example.com");
        EnforcementPoint vpn = new EnforcementPoint("vpn", "gateway", "b@lyon.example.com");
        FirewallRequest two = catalog()
                .points(edge, vpn)
                .inbound("a", "tcp", "80", "10.0.0.4")
                .request();
        FirewallRequest one =
                catalog().points(edge).inbound("a", "tcp", "80", "10.0.0.4").request();

        assertThat(Markdown.of(two)).contains("every one of them must let all of this pass");
        assertThat(NftablesRules.of(two)).contains("Every device on the way must let this pass: edge, vpn");
        assertThat(CiscoIosAcl.of(two)).contains("Every device on the way must let this pass: edge, vpn");
        assertThat(Markdown.of(one)).doesNotContain("every one of them");
        assertThat(NftablesRules.of(one)).doesNotContain("Every device");
        assertThat(catalog().points(edge, vpn).request().together()).isEmpty();
    }

    @Test
    void shouldAskForTheAddressAndThePortsThatTheSiteSees() {
        FirewallRequest request = catalog()
                .inbound("a", "tcp", "33321")
                .endpoint(new Endpoint(
                        "a-1",
                        "a",
                        "10.0.0.4",
                        Map.of("a", Ports.parse("44321")),
                        Map.of("lyon", "192.0.2.7", "paris", "192.0.2.8"),
                        null,
                        null))
                .request();

        assertThat(flows(request)).containsExactly("from-site: 10.1.0.0/16 > 192.0.2.7 tcp 44321");
    }

    @Test
    void shouldTurnOutboundRowsRound() {
        FirewallRequest request = catalog()
                .agentAddress("198.51.100.9")
                .outbound("a", "tcp", "5000", "10.0.0.4")
                .request();

        assertThat(flows(request)).containsExactly("to-site: 10.0.0.4 > 10.1.0.0/16, 198.51.100.9 tcp 5000");
    }

    @Test
    void shouldKeepVersionsOfIpApart() {
        FirewallRequest request = catalog()
                .sources("10.1.0.0/16", "2001:db8:1::/48")
                .inbound("a", "tcp", "80", "10.0.0.4", "2001:db8::4")
                .request();
        assertThat(flows(request))
                .containsExactly(
                        "from-site: 10.1.0.0/16 > 10.0.0.4 tcp 80", "from-site: 2001:db8:1::/48 > 2001:db8::4 tcp 80");

        FirewallRequest without =
                catalog().inbound("a", "tcp", "80", "2001:db8::4").request();
        assertThat(without.flows()).isEmpty();
        assertThat(notes(without))
                .contains("a-0, a: 2001:db8::4 is IPv6, and the site has no IPv6 source: nothing can be opened");
    }

    @Test
    void shouldNeverOpenWhatMustBeBlocked() {
        FirewallRequest request = catalog()
                .inbound("a", "tcp", "80-90", "10.0.0.4")
                .row("shut", "tcp", "85", Direction.INBOUND, Expectation.BLOCKED, "10.0.0.4", "10.0.0.9")
                .request();

        assertThat(flows(request)).containsExactly("from-site: 10.1.0.0/16 > 10.0.0.4 tcp 80-84,86-90");
        assertThat(notes(request))
                .contains(
                        "shut-1, shut: must stay closed: TCP 85 at 10.0.0.9",
                        "a-0, a: needs ports at 10.0.0.4 that shut-0, shut says must be blocked: these are left closed");
    }

    @Test
    void shouldListNamesWithoutRulesForThem() {
        FirewallRequest request = catalog()
                .inbound("a", "tcp", "80", "receiver.example.org")
                .inbound("b", "tcp", "443", "receiver.example.org")
                .request();

        assertThat(request.flows()).isEmpty();
        assertThat(request.namedFlows()).hasSize(1);
        assertThat(request.namedFlows().get(0).ports()).isEqualTo(Ports.of(80, 443));
        assertThat(request.rows().get(0).responders()).containsExactly("receiver.example.org");
        assertThat(NftablesRules.of(request))
                .contains("# Not in these rules, as only the name is known: to receiver.example.org, TCP 80,443");
    }

    @Test
    void shouldSayWhatNobodyProbesAndWhetherItMustBeOpen() {
        FirewallRequest request = catalog()
                .policy("dynamic", null, Probing.DYNAMIC, "10.0.0.4")
                .policy("local", Ports.of(58885), Probing.LOCAL_ONLY, "10.0.0.4")
                .outbound("out", "tcp", "5000", "10.0.0.4")
                .request();

        assertThat(flows(request)).containsExactly("to-site: 10.0.0.4 > 10.1.0.0/16 tcp 5000");
        assertThat(notes(request))
                .anyMatch(note -> note.startsWith(
                        "dynamic-0, dynamic: must be open, though no agent proves it, and no rule was made for it: "))
                .anyMatch(note -> note.startsWith("local-0, local: not asked for: "))
                .anyMatch(note -> note.startsWith("out-0, out: must be open, though no agent proves it: "));
    }

    @Test
    void shouldNotOpenWhatALockedRangeLeavesOut() {
        FirewallRequest request =
                catalog().locked("data", "20020-21020", "10.0.0.4").request();

        assertThat(flows(request)).containsExactly("from-site: 10.1.0.0/16 > 10.0.0.4 tcp 20020-20023");
        assertThat(notes(request)).anyMatch(note -> note.endsWith("must stay closed: TCP 20024-21020 at 10.0.0.4"));
    }

    @Test
    void shouldIncludeWhatAgentsThemselvesNeed() {
        FirewallRequest request = catalog()
                .agentAddress("198.51.100.9")
                .own(OwnServices.of("10.0.0.8:9092, [2001:db8::8]:9093,kafka.example.org:9092", "https://10.0.0.9/", 5))
                .request();

        assertThat(flows(request))
                .containsExactly(
                        "from-site: 10.1.0.0/16 > 10.0.0.8 tcp 9092", "from-site: 10.1.0.0/16 > 10.0.0.9 tcp 443");
        assertThat(request.namedFlows()).extracting(NamedFlow::host).containsExactly("kafka.example.org");
        assertThat(request.scanner()).isEqualTo(new Scanner(List.of("10.1.0.0/16", "198.51.100.9"), 5));
    }

    @Test
    void shouldInventNoAddressOfItsOwn() {
        FirewallRequest request = catalog()
                .own(new OwnServices(List.of(new OwnServices.Server("localhost", 9092)), Optional.empty(), 3))
                .request();

        assertThat(request.rows()).isEmpty();
        assertThat(notes(request)).hasSize(2).allMatch(note -> note.contains("no rule was made for it"));
    }

    @Test
    void shouldAskOnlyForWhatIsSeenBlocked() {
        Evidence evidence = new Evidence(
                Fixture.NOW,
                true,
                Map.of(
                        "lyon:lyon:a-0:a",
                        new FailingCheck("lyon:lyon:a-0:a", Ports.parse("85-99"), "85-99 timeout", Fixture.NOW),
                        "core:lyon:c-0:c",
                        new FailingCheck("core:lyon:c-0:c", Ports.parse("5000"), "5000 refused", null),
                        "paris:paris:b-0:b",
                        new FailingCheck("paris:paris:b-0:b", Ports.parse("53"), "53 timeout", null)));

        FirewallRequest request = catalog()
                .own(OwnServices.of("10.0.0.8:9092", null, 3))
                .inbound("a", "tcp", "80-90", "10.0.0.4")
                .inbound("b", "tcp", "53", "10.0.0.4")
                .outbound("c", "tcp", "5000", "10.0.0.4")
                .request(Optional.of(evidence));

        assertThat(flows(request))
                .containsExactly(
                        "from-site: 10.1.0.0/16 > 10.0.0.4 tcp 85-90", "to-site: 10.0.0.4 > 10.1.0.0/16 tcp 5000");
        assertThat(request.flows().get(0).reasons().get(0).evidence())
                .isEqualTo("85-99 timeout, since 2026-11-22T12:00:00Z");
        assertThat(request.evidenceAsOf()).isEqualTo(Fixture.NOW);
        assertThat(request.scanner()).isNull();
        // what is missing must not cut off what works
        assertThat(NftablesRules.of(request)).contains("policy accept;").doesNotContain("policy drop");
        assertThat(CiscoIosAcl.of(request)).contains("add them to the lists that are there");
    }
}
