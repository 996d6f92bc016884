package dev.portreach.contracts.event;

import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedListener;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.assignment.Recheck;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Evidence;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentSeverity;
import dev.portreach.contracts.incident.IncidentStatus;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.ProbeKind;
import dev.portreach.contracts.policy.ProbeMethod;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.policy.Severity;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Heartbeat;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.CutOff;
import dev.portreach.contracts.state.Degradation;
import dev.portreach.contracts.state.DegradationKind;
import dev.portreach.contracts.state.Transition;
import dev.portreach.contracts.state.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One full record of every kind: each field is filled. */
final class Samples {

    static final Instant TIME = Instant.parse("2026-11-22T10:02:07.250Z");
    static final String EPOCH = "019a0000-0000-7000-8000-000000000001";
    static final String CHECK = "lyon:lyon:delivery-receiver-1:delivery-receiver.control";
    static final SiteProfile PROFILE = new SiteProfile(
            "Lyon",
            "emea",
            Access.EXTRANET_VPN,
            Map.of("partner", "studio-7"),
            List.of("192.0.2.0/24", "2001:db8::/64"),
            12,
            "network@lyon.example.com",
            List.of(new EnforcementPoint("fw-lyon-1", "firewall", "security@lyon.example.com")));
    static final List<Run> RUNS = List.of(
            new Run(Ports.parse("20020-20049"), Outcome.OPEN, Proof.STRONG, 412L),
            new Run(Ports.parse("20050-21020"), Outcome.TIMEOUT, Proof.STRONG, null, "icmp 3/13 from 192.0.2.1"));
    static final CheckScope SCOPE = new CheckScope(
            "lyon",
            "lyon",
            "emea",
            Access.EXTRANET_VPN,
            Map.of("partner", "studio-7"),
            "delivery-receiver",
            "Interplay Delivery Receiver",
            "delivery-receiver-1",
            "10.1.2.3",
            "172.16.9.3",
            "delivery-receiver.control",
            Protocol.TCP,
            Ports.of(33321),
            Expectation.LISTENING,
            true,
            2_000,
            1_500,
            RangeMode.ALL,
            Severity.CRITICAL);
    static final Cause CAUSE = new Cause(CauseKind.SITE_PORT, Map.of("site", "lyon", "ports", "tcp/33321"));

    private Samples() {}

    static Map<EventType<?>, Object> all() {
        return Map.of(
                EventType.ASSIGNMENT,
                new Assignment(
                        "lyon",
                        7,
                        TIME,
                        PROFILE,
                        List.of(new AssignedAgent("lyon-1", "MCowBQYDK2VwAyEA")),
                        List.of(new AssignedPolicy(
                                "delivery-receiver.control",
                                "delivery-receiver",
                                "Interplay Delivery Receiver",
                                "commands",
                                Protocol.TCP,
                                Direction.INBOUND,
                                Expectation.LISTENING,
                                RangeMode.ALL,
                                true,
                                Duration.ofSeconds(2),
                                Duration.ofMillis(1_500),
                                "page 46",
                                new ProbeMethod(
                                        ProbeKind.HTTPS, "central.example.com", "/health", "200-399", "ok", "dns"),
                                Severity.CRITICAL)),
                        List.of(new AssignedCheck(
                                CHECK,
                                "delivery-receiver.control",
                                "lyon",
                                "delivery-receiver-1",
                                "10.1.2.3",
                                "172.16.9.3",
                                "33321",
                                List.of(new AssignedAgent("core-1", "MCowBQYDK2VwAyEA")))),
                        List.of(new AssignedListener(
                                "data",
                                Protocol.TCP,
                                "20020-20049",
                                "192.0.2.7",
                                List.of(new AssignedAgent("core-1", "MCowBQYDK2VwAyEA")))),
                        "an incident",
                        List.of(new Recheck(CHECK, TIME))),
                EventType.RESULTS,
                new ResultBatch(
                        "lyon-1",
                        "lyon",
                        EPOCH,
                        3,
                        7,
                        List.of(new Observation(
                                CHECK, TIME.toEpochMilli(), 2_000L, "172.16.9.3", Ports.of(20020), 900L, RUNS))),
                EventType.HEARTBEAT,
                new Heartbeat(
                        "lyon-1",
                        "lyon",
                        EPOCH,
                        TIME,
                        5_000,
                        "0.1.0",
                        -12,
                        4,
                        8_192,
                        0,
                        12L,
                        "the spool does not take batches: no space left on device",
                        7,
                        6,
                        List.of(new Heartbeat.Problem(CHECK, "no such policy"))),
                EventType.CHECK_STATE,
                new CheckState(
                        CHECK,
                        SCOPE,
                        Verdict.OK,
                        TIME,
                        Verdict.FAILING,
                        TIME,
                        TIME,
                        2,
                        Proof.STRONG,
                        "33321 timeout",
                        RUNS,
                        List.of("lyon-1"),
                        TIME,
                        7,
                        19,
                        new Degradation(DegradationKind.LOSS, 0.12, TIME)),
                EventType.AGENT_STATE,
                new AgentState(
                        AgentState.key("lyon", "lyon-1"),
                        "lyon",
                        "lyon-1",
                        PROFILE,
                        true,
                        true,
                        TIME,
                        TIME,
                        "0.1.0",
                        EPOCH,
                        EPOCH,
                        7,
                        2,
                        List.of(new Heartbeat.Problem("receiver:delivery-receiver.data", "address in use")),
                        5,
                        new CutOff(TIME, TIME.plusSeconds(720))),
                EventType.TRANSITION,
                new Transition(CHECK, Verdict.OK, Verdict.FAILING, TIME, TIME, "33321 timeout", RUNS, 7, 20),
                EventType.INCIDENT,
                new Incident(
                        "inc-0123456789ab",
                        3,
                        IncidentStatus.OPEN,
                        IncidentChange.OPENED,
                        CAUSE,
                        List.of(new Cause(CauseKind.CHECK, Map.of("check", CHECK))),
                        "tcp/33321 does not answer from Lyon",
                        "Since 10:02:07 UTC …",
                        TIME,
                        TIME,
                        TIME,
                        TIME,
                        new Evidence(
                                1,
                                1,
                                0,
                                Map.of("timeout", 1),
                                List.of(new Evidence.Contrast("the same ports from other sites", 0, 3)),
                                TIME),
                        0.9,
                        new Cause(CauseKind.SITE, Map.of("site", "lyon")),
                        List.of("delivery-receiver"),
                        List.of("lyon"),
                        List.of(new Incident.Responsible("lyon", PROFILE.contact(), PROFILE.enforcementPoints())),
                        1,
                        List.of(new Incident.AffectedCheck(CHECK, Verdict.FAILING, TIME, "33321 timeout", SCOPE)),
                        List.of("inc-ba9876543210"),
                        IncidentSeverity.CRITICAL,
                        "seen in 2 rounds"));
    }
}
