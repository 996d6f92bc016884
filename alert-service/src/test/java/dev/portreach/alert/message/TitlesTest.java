package dev.portreach.alert.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Evidence;
import dev.portreach.contracts.incident.Incident.Responsible;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TitlesTest {

    private static final CheckScope SCOPE = scope(Protocol.TCP, Ports.of(33321));

    private static CheckScope scope(Protocol protocol, Ports ports) {
        return new CheckScope(
                "lyon",
                "lyon",
                "emea",
                Access.EXTRANET_VPN,
                Map.of(),
                "delivery-receiver",
                "Interplay Delivery Receiver",
                "delivery-receiver-1",
                "10.1.2.3",
                "192.0.2.3",
                "delivery-receiver.control",
                protocol,
                ports,
                Expectation.LISTENING,
                true,
                2_000,
                1_500,
                null,
                null);
    }

    private static Facts facts(CauseKind kind, Map<String, String> scope, String outcome) {
        return facts(kind, scope, outcome, SCOPE);
    }

    private static Facts facts(CauseKind kind, Map<String, String> scope, String outcome, CheckScope of) {
        return new Facts(
                new Cause(kind, scope),
                List.of(),
                new Evidence(
                        1,
                        1,
                        2,
                        Map.of(outcome, 1),
                        List.of(new Evidence.Contrast("the same ports from other sites", 0, 3)),
                        null),
                List.of(of),
                Verdict.FAILING,
                Instant.parse("2026-03-01T10:02:00Z"),
                Map.of("lyon", "Lyon"),
                Map.of("lyon", List.of("10.7.0.0/16")),
                Map.of("lyon", 12),
                1,
                List.of(new Responsible(
                        "lyon",
                        "net@lyon.example",
                        List.of(new EnforcementPoint("fw-1", "firewall", "fw@lyon.example")))),
                1.0,
                null,
                List.of());
    }

    @Test
    void shouldNamePortComponentAddressAndSite() {
        assertThat(Titles.of(facts(CauseKind.CHECK, Map.of("site", "lyon"), "timeout")))
                .isEqualTo(
                        "tcp/33321 (Interplay Delivery Receiver, delivery-receiver-1 at 10.1.2.3) does not answer from Lyon");
    }

    @Test
    void shouldSayWhereAComponentRefuses() {
        assertThat(Titles.of(facts(CauseKind.COMPONENT, Map.of("component", "delivery-receiver"), "refused")))
                .isEqualTo("Interplay Delivery Receiver refuses from everywhere (1 of 1 sites)");
    }

    @Test
    void shouldSayWhichSitesTheCauseLiesAt() {
        assertThat(Titles.of(facts(CauseKind.ENFORCEMENT_POINT, Map.of("enforcement-point", "fw-1"), "timeout")))
                .isEqualTo("everything behind fw-1 (Lyon) gets no answer (1 of 1 checks)");
        Map<String, String> both = Map.of("region", "emea", "access", "extranet-vpn");
        assertThat(Titles.of(facts(CauseKind.REGION_ACCESS, both, "timeout")))
                .isEqualTo("everything from extranet-vpn sites of region emea (Lyon) gets no answer (1 of 1 checks)");
        assertThat(Titles.of(facts(CauseKind.REGION_PORT, Map.of("region", "emea", "ports", "tcp/33321"), "refused")))
                .isEqualTo("tcp/33321 (Interplay Delivery Receiver) refuses from region emea (Lyon)");
        assertThat(Titles.of(facts(CauseKind.AGENT, Map.of("site", "lyon", "agent", "lyon-2"), "timeout")))
                .isEqualTo("agent lyon-2 at Lyon reaches nothing, other agents of the site do (1 of 1 checks)");
    }

    @Test
    void shouldNameOtherCausesInTheSameWords() {
        Facts facts = facts(CauseKind.CHECK, Map.of("site", "lyon"), "timeout");
        Map<String, String> ports = Map.of("region", "emea", "access", "extranet-vpn", "ports", "tcp/33321");
        List<Cause> others = List.of(
                new Cause(CauseKind.SITE_PORT, Map.of("site", "lyon", "ports", "tcp/33321")),
                new Cause(CauseKind.SITE_COMPONENT, Map.of("site", "lyon", "component", "delivery-receiver")),
                new Cause(CauseKind.REGION_ACCESS_PORT, ports));

        assertThat(Causes.of(others, facts))
                .isEqualTo("tcp/33321 from Lyon, or Interplay Delivery Receiver from Lyon,"
                        + " or tcp/33321 from extranet-vpn sites of region emea");
    }

    @Test
    void shouldGiveEvidenceMeaningFlowAndWhoActs() {
        assertThat(Summaries.of(facts(CauseKind.CHECK, Map.of("site", "lyon"), "timeout")))
                .isEqualTo(
                        """
                        Evidence: 1 of 1 checks fail; the same ports from other sites: 0 of 3; 2 not known.
                        No answer: dropped on the way, or the host is down. Other sites get through on the same ports: more likely something on the way than the host.
                        Since 2026-03-01 10:02:00 UTC (up to 2 s earlier).
                        Affected: up to 12 users at Lyon.
                        Must be open: Lyon (10.7.0.0/16) → Interplay Delivery Receiver 192.0.2.3, tcp 33321.
                        Look first at the rules for it on the way, at fw-1.
                        Who acts at Lyon: net@lyon.example; devices: fw-1 (firewall, fw@lyon.example).
                        Confidence 100 %.""");
    }

    @Test
    void shouldNotShowPortsWhereThereAreNone() {
        CheckScope echo = scope(Protocol.ICMP, Ports.ECHO);
        assertThat(Titles.of(facts(CauseKind.CHECK, Map.of("site", "lyon"), "timeout", echo)))
                .startsWith("ICMP echo (Interplay Delivery Receiver,");
        Map<String, String> grouped = Map.of("site", "lyon", "ports", "icmp/0");
        assertThat(Titles.of(facts(CauseKind.SITE_PORT, grouped, "timeout", echo)))
                .isEqualTo("ICMP echo (Interplay Delivery Receiver) does not answer from Lyon");
        assertThat(Summaries.of(facts(CauseKind.CHECK, Map.of("site", "lyon"), "timeout", echo)))
                .contains("Interplay Delivery Receiver 192.0.2.3, ICMP echo.")
                .doesNotContain("icmp 0");
    }

    @Test
    void shouldHaveATitleForEveryKind() {
        for (CauseKind kind : CauseKind.values()) {
            Map<String, String> scope = Map.of(
                    "enforcement-point",
                    "fw-1",
                    "site",
                    "lyon",
                    "component",
                    "delivery-receiver",
                    "host",
                    "10.1.2.3",
                    "ports",
                    "tcp/33321",
                    "access",
                    "extranet-vpn",
                    "region",
                    "emea",
                    "agent",
                    "lyon-1",
                    "endpoint",
                    "delivery-receiver-1");
            assertThat(Titles.of(facts(kind, scope, "timeout"))).isNotBlank().doesNotContain("null");
            assertThat(Summaries.of(facts(kind, scope, "timeout"))).isNotBlank().doesNotContain("null");
        }
    }
}
