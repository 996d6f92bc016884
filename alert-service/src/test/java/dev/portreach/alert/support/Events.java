package dev.portreach.alert.support;

import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Evidence;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import dev.portreach.contracts.trust.AgentKeys;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Events of a small world: one component, one policy, one port. */
public final class Events {

    public static final String COMPONENT = "delivery-receiver";
    public static final String POLICY = "delivery-receiver.control";
    public static final Instant OPENED = Instant.parse("2026-03-01T10:00:00Z");

    private Events() {}

    public static String check(String site) {
        return AssignedCheck.id(site, site, "dr-1", POLICY);
    }

    public static Assignment assignment(String site, long revision, String agent, PublicKey key) {
        return new Assignment(
                site,
                revision,
                Instant.parse("2026-01-01T00:00:00Z"),
                new SiteProfile(
                        site, "emea", Access.EXTRANET_VPN, Map.of(), List.of(), 0, "net@example.org", List.of()),
                List.of(new AssignedAgent(agent, AgentKeys.encode(key))),
                List.of(new AssignedPolicy(
                        POLICY,
                        COMPONENT,
                        "Interplay Delivery Receiver",
                        "control",
                        Protocol.TCP,
                        Direction.INBOUND,
                        Expectation.LISTENING,
                        RangeMode.ALL,
                        true,
                        Duration.ofSeconds(2),
                        Duration.ofMillis(1_500),
                        "p. 1",
                        null)),
                List.of(new AssignedCheck(
                        check(site), POLICY, site, "dr-1", "10.1.2.3", "10.9.2.3", "33321", List.of())),
                List.of(),
                null);
    }

    public static CheckState checkState(String site, Verdict verdict, long version) {
        return new CheckState(
                check(site),
                new CheckScope(
                        site,
                        site,
                        "emea",
                        Access.EXTRANET_VPN,
                        Map.of(),
                        COMPONENT,
                        "Interplay Delivery Receiver",
                        "dr-1",
                        "10.1.2.3",
                        "10.9.2.3",
                        POLICY,
                        Protocol.TCP,
                        Ports.of(33_321),
                        Expectation.LISTENING,
                        true,
                        2_000,
                        1_500,
                        null,
                        null),
                verdict,
                OPENED,
                null,
                null,
                null,
                1,
                Proof.STRONG,
                "33321 open",
                List.of(new Run(Ports.of(33_321), Outcome.OPEN, Proof.STRONG, 900L)),
                List.of(),
                OPENED,
                1,
                version,
                null);
    }

    public static Incident incident(String id, long version, IncidentStatus status, IncidentChange change) {
        return incident(id, version, status, change, OPENED.plusSeconds(version));
    }

    public static Incident incident(
            String id, long version, IncidentStatus status, IncidentChange change, Instant updatedAt) {
        return new Incident(
                id,
                version,
                status,
                change,
                new Cause(CauseKind.SITE_PORT, Map.of("site", "lyon", "ports", "tcp/33321")),
                List.of(),
                "tcp/33321 does not answer from Lyon: timeout",
                "1 of 1 checks fail. Others <are> well & fine.",
                OPENED,
                OPENED,
                updatedAt,
                status == IncidentStatus.RESOLVED ? updatedAt : null,
                new Evidence(1, 1, 0, Map.of("timeout", 1), List.of(), OPENED),
                0.9,
                null,
                List.of(COMPONENT),
                List.of("lyon"),
                List.of(new Incident.Responsible("lyon", "net@example.org", List.of())),
                1,
                List.of(),
                List.of(),
                null,
                null);
    }
}
