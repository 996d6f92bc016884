package dev.portreach.alert.message;

import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Evidence;
import dev.portreach.contracts.incident.Evidence.Contrast;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.Incident.Responsible;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small company in which each kind of cause has a plausible case: four sites, two components, firewalls with owners. */
final class Stories {

    private static final Instant ONSET = Instant.parse("2026-03-01T10:02:00Z");
    private static final Map<String, String> NAMES =
            Map.of("lyon", "Lyon", "berlin", "Berlin", "paris", "Paris", "london", "London");
    private static final Map<String, List<String>> SOURCES = Map.of(
            "lyon", List.of("10.7.0.0/16"),
            "berlin", List.of("10.8.0.0/16"),
            "paris", List.of("10.9.0.0/16"),
            "london", List.of("10.10.0.0/16", "2001:db8:10::/48"));
    private static final Map<String, Integer> USERS = Map.of("lyon", 12, "berlin", 20, "paris", 8, "london", 0);
    private static final List<String> ALL = List.of("berlin", "london", "lyon", "paris");
    private static final List<String> EXTRANET = List.of("berlin", "lyon");

    private Stories() {}

    /** The case of a kind of cause. */
    static Facts of(CauseKind kind) {
        return switch (kind) {
            case BLIND -> agents(kind, Map.of(), ALL, 4, 4);
            case AGENT_SILENT -> agents(kind, Map.of("site", "lyon", "agent", "lyon-1"), List.of("lyon"), 1, 1);
            case UNTRUSTED -> agents(kind, Map.of("site", "lyon", "agent", "lyon-1"), List.of("lyon"), 1, 1);
            case AGENT ->
                checks(
                        kind,
                        Map.of("site", "lyon", "agent", "lyon-2"),
                        List.of("lyon"),
                        all(List.of("lyon")),
                        "timeout");
            case SITE -> checks(kind, Map.of("site", "lyon"), List.of("lyon"), all(List.of("lyon")), "timeout");
            case SITE_COMPONENT ->
                checks(
                        kind,
                        Map.of("site", "lyon", "component", "delivery-receiver"),
                        List.of("lyon"),
                        List.of(control("lyon"), data("lyon")),
                        "timeout");
            case SITE_HOST ->
                checks(
                        kind,
                        Map.of("site", "lyon", "host", "10.20.0.12"),
                        List.of("lyon"),
                        List.of(control("lyon"), data("lyon")),
                        "prohibited");
            case SITE_PORT ->
                checks(
                        kind,
                        Map.of("site", "lyon", "ports", "tcp/20030-21020"),
                        List.of("lyon"),
                        List.of(data("lyon")),
                        "timeout");
            case CHECK -> checks(kind, Map.of("site", "lyon"), List.of("lyon"), List.of(control("lyon")), "timeout");
            case COMPONENT ->
                checks(
                        kind,
                        Map.of("component", "delivery-receiver"),
                        ALL,
                        ALL.stream().map(Stories::control).toList(),
                        "refused");
            case ENDPOINT ->
                checks(
                        kind,
                        Map.of("endpoint", "delivery-receiver-1"),
                        ALL,
                        ALL.stream().map(Stories::control).toList(),
                        "refused");
            case HOST -> checks(kind, Map.of("host", "10.20.0.12"), ALL, all(ALL), "timeout");
            case HOST_PORT ->
                checks(
                        kind,
                        Map.of("host", "10.20.0.12", "ports", "tcp/33321"),
                        ALL,
                        ALL.stream().map(Stories::control).toList(),
                        "refused");
            case PORT ->
                checks(
                        kind,
                        Map.of("ports", "tcp/443"),
                        ALL,
                        ALL.stream().map(Stories::https).toList(),
                        "timeout");
            case ACCESS -> checks(kind, Map.of("access", "extranet-vpn"), EXTRANET, all(EXTRANET), "timeout");
            case REGION -> checks(kind, Map.of("region", "emea"), EXTRANET, all(EXTRANET), "unreachable");
            case REGION_ACCESS ->
                checks(kind, Map.of("region", "emea", "access", "extranet-vpn"), EXTRANET, all(EXTRANET), "timeout");
            case ENFORCEMENT_POINT ->
                checks(kind, Map.of("enforcement-point", "core-firewall"), EXTRANET, all(EXTRANET), "timeout");
            case ACCESS_COMPONENT -> several(kind, Map.of("access", "extranet-vpn", "component", "delivery-receiver"));
            case REGION_COMPONENT -> several(kind, Map.of("region", "emea", "component", "delivery-receiver"));
            case REGION_ACCESS_COMPONENT ->
                several(kind, Map.of("region", "emea", "access", "extranet-vpn", "component", "delivery-receiver"));
            case ACCESS_PORT -> several(kind, Map.of("access", "extranet-vpn", "ports", "tcp/33321"));
            case REGION_PORT -> several(kind, Map.of("region", "emea", "ports", "tcp/33321"));
            case REGION_ACCESS_PORT ->
                several(kind, Map.of("region", "emea", "access", "extranet-vpn", "ports", "tcp/33321"));
            case PORTREACH, UNRECOGNISED -> throw new IllegalArgumentException("no story of " + kind);
        };
    }

    /** One port from one site, failing in another way, or where nothing must answer. */
    static Facts check(String outcome, Verdict verdict) {
        return facts(
                CauseKind.CHECK,
                Map.of("site", "lyon"),
                List.of("lyon"),
                List.of(control("lyon")),
                Map.of(outcome, 1),
                verdict,
                List.of());
    }

    /** An outbound row: the core opens towards an agent's responder at the site. */
    static Facts outbound() {
        CheckScope scope = scope("core", "lyon", "10.7.0.5", Ports.parse("42000-42060"), Protocol.TCP);
        return facts(
                CauseKind.CHECK,
                Map.of("site", "lyon"),
                List.of("lyon"),
                List.of(scope),
                Map.of("timeout", 1),
                Verdict.FAILING,
                List.of());
    }

    /** The same trouble, known better by now: it explains other incidents. */
    static Facts wider() {
        Facts facts = of(CauseKind.ACCESS);
        return new Facts(
                facts.cause(),
                List.of(new Cause(CauseKind.ENFORCEMENT_POINT, Map.of("enforcement-point", "core-firewall"))),
                facts.evidence(),
                facts.scopes(),
                facts.verdict(),
                facts.onset(),
                facts.siteNames(),
                facts.sources(),
                facts.users(),
                facts.totalSites(),
                facts.responsible(),
                0.82,
                new Cause(CauseKind.REGION, Map.of("region", "emea")),
                List.of("inc-1", "inc-2", "inc-3", "inc-4"));
    }

    static Facts twoProcesses() {
        return agents(
                CauseKind.UNTRUSTED,
                Map.of("site", "lyon", "agent", "lyon-1", "problem", "two-processes"),
                List.of("lyon"),
                1,
                1);
    }

    /** As it is told while it is open. */
    static Incident incident(Facts facts) {
        return new Incident(
                "inc-4711",
                1,
                IncidentStatus.OPEN,
                IncidentChange.OPENED,
                facts.cause(),
                facts.indistinguishable(),
                Titles.of(facts),
                Summaries.of(facts),
                facts.onset(),
                facts.onset(),
                facts.onset(),
                null,
                facts.evidence(),
                facts.confidence(),
                facts.runnerUp(),
                List.of(),
                List.of("lyon"),
                facts.responsible(),
                facts.evidence().failing(),
                List.of(),
                facts.absorbed(),
                null,
                null);
    }

    private static Facts several(CauseKind kind, Map<String, String> scope) {
        return checks(
                kind, scope, EXTRANET, EXTRANET.stream().map(Stories::control).toList(), "timeout");
    }

    private static Facts checks(
            CauseKind kind, Map<String, String> scope, List<String> sites, List<CheckScope> scopes, String outcome) {
        Contrast elsewhere = new Contrast("the same ports from other sites", 0, 2_310);
        Contrast here = new Contrast("other ports from the same " + (sites.size() == 1 ? "site" : "sites"), 0, 61);
        List<Contrast> contrasts =
                switch (kind) {
                    case SITE, AGENT, ACCESS, REGION, REGION_ACCESS, ENFORCEMENT_POINT -> List.of(elsewhere);
                    default -> sites.size() == ALL.size() ? List.of(here) : List.of(elsewhere, here);
                };
        return facts(kind, scope, sites, scopes, Map.of(outcome, scopes.size()), Verdict.FAILING, contrasts);
    }

    private static Facts facts(
            CauseKind kind,
            Map<String, String> scope,
            List<String> sites,
            List<CheckScope> scopes,
            Map<String, Integer> outcomes,
            Verdict verdict,
            List<Contrast> contrasts) {
        Evidence evidence = new Evidence(scopes.size(), scopes.size(), 3, outcomes, contrasts, ONSET.minusSeconds(2));
        return facts(kind, scope, sites, scopes, evidence, verdict);
    }

    private static Facts agents(CauseKind kind, Map<String, String> scope, List<String> sites, int failing, int known) {
        return facts(
                kind,
                scope,
                sites,
                List.of(),
                new Evidence(failing, known, 0, Map.of(), List.of(), null),
                Verdict.FAILING);
    }

    private static Facts facts(
            CauseKind kind,
            Map<String, String> scope,
            List<String> sites,
            List<CheckScope> scopes,
            Evidence evidence,
            Verdict verdict) {
        Map<String, List<String>> sources = new TreeMap<>(SOURCES);
        sources.keySet().retainAll(sites);
        Map<String, Integer> users = new TreeMap<>(USERS);
        users.keySet().retainAll(sites);
        return new Facts(
                new Cause(kind, scope),
                List.of(),
                evidence,
                scopes,
                verdict,
                ONSET,
                NAMES,
                sources,
                users,
                sites.size(),
                sites.stream().map(Stories::responsible).toList(),
                0.97,
                null,
                List.of());
    }

    private static Responsible responsible(String site) {
        return new Responsible(
                site,
                "network@%s.example.com".formatted(site),
                List.of(new EnforcementPoint(
                        site + "-edge-firewall", "firewall", "firewall@%s.example.com".formatted(site))));
    }

    private static List<CheckScope> all(List<String> sites) {
        List<CheckScope> scopes = new ArrayList<>();
        for (String site : sites) {
            scopes.addAll(List.of(control(site), data(site), https(site)));
        }
        return scopes;
    }

    private static CheckScope control(String site) {
        return scope(site, site, "192.0.2.12", Ports.of(33_321), Protocol.TCP);
    }

    private static CheckScope data(String site) {
        return scope(site, site, "192.0.2.12", Ports.parse("20030-21020"), Protocol.TCP);
    }

    private static CheckScope https(String site) {
        return new CheckScope(
                site,
                site,
                "emea",
                Access.EXTRANET_VPN,
                Map.of(),
                "interplay-central",
                "Interplay Central mobile applications",
                "central-1",
                "10.20.0.11",
                "192.0.2.11",
                "central.https",
                Protocol.TCP,
                Ports.of(443),
                Expectation.LISTENING,
                true,
                2_000,
                1_500,
                null,
                null);
    }

    private static CheckScope scope(String vantage, String subject, String address, Ports ports, Protocol protocol) {
        return new CheckScope(
                vantage,
                subject,
                "emea",
                Access.EXTRANET_VPN,
                Map.of(),
                "delivery-receiver",
                "Interplay Delivery Receiver",
                "delivery-receiver-1",
                "10.20.0.12",
                address,
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
}
