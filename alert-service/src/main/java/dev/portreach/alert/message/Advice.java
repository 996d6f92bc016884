package dev.portreach.alert.message;

import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.state.Verdict;
import java.util.List;
import java.util.Optional;

/** Where to look first, and what would tell the best explanation from the next. */
final class Advice {

    private static final String AT_THE_HOST =
            "whether the service runs and its host is up; then the firewall in front of it, as every site is affected.";
    private static final String ON_THE_WAY =
            "what all of these sites pass on the way: a shared VPN gateway, firewall or line.";

    private Advice() {}

    static Optional<String> of(Facts facts) {
        String first = first(facts);
        return first.isEmpty() ? Optional.empty() : Optional.of("Look first at " + first);
    }

    /** Whether the cause lies where the service is, so that no site can do anything. */
    static boolean liesAtTheHost(Cause cause) {
        return switch (cause.kind()) {
            case COMPONENT, HOST, ENDPOINT, HOST_PORT -> true;
            default -> false;
        };
    }

    private static String first(Facts facts) {
        if (facts.verdict() == Verdict.VIOLATED) {
            return "the rules that should block it%s.".formatted(devices(facts));
        }
        String outcome = facts.mainOutcome() == null ? "" : facts.mainOutcome();
        if (outcome.startsWith("tls-") || outcome.equals("http-error")) {
            return "the service's own set-up, then devices that look into its traffic%s.".formatted(devices(facts));
        }
        if (outcome.equals("dns-error")) {
            return "the name servers that the site uses.";
        }
        return switch (facts.cause().kind()) {
            case BLIND -> "the broker, the core network and Portreach itself.";
            case AGENT_SILENT -> "the VPN, then the agent's machine.";
            case UNTRUSTED ->
                facts.cause().scope().containsKey("problem")
                        ? "where the agent runs: stop one of the two, or enrol it under an id of its own."
                        : "the agent's key and enrolment; the dead-letter topic has what was sent.";
            case AGENT -> "the agent's machine, its address and rules for that address.";
            case SITE -> "the VPN and the line of the site%s.".formatted(devices(facts));
            case SITE_COMPONENT, SITE_HOST, SITE_PORT, CHECK ->
                "the rules for it on the way%s.".formatted(devices(facts));
            case COMPONENT, HOST, ENDPOINT, HOST_PORT -> AT_THE_HOST;
            case PORT -> "a rule for this port that the core or every site has.";
            case ENFORCEMENT_POINT ->
                "%s: its state, its rules, its last change."
                        .formatted(facts.cause().scope().get("enforcement-point"));
            case ACCESS,
                    REGION,
                    REGION_ACCESS,
                    ACCESS_COMPONENT,
                    ACCESS_PORT,
                    REGION_COMPONENT,
                    REGION_PORT,
                    REGION_ACCESS_COMPONENT,
                    REGION_ACCESS_PORT -> ON_THE_WAY;
            case PORTREACH, UNRECOGNISED -> "";
        };
    }

    private static String devices(Facts facts) {
        List<String> names = facts.responsible().stream()
                .flatMap(who -> who.enforcementPoints().stream())
                .map(EnforcementPoint::name)
                .distinct()
                .toList();
        return names.isEmpty() ? "" : ", at " + Titles.list(names);
    }

    /** A look that would settle it, if it were the other cause. */
    static String tellsApart(Cause other) {
        String looks =
                switch (other.kind()) {
                    case SITE, SITE_COMPONENT, SITE_HOST, SITE_PORT -> "something else tried from the same site";
                    case COMPONENT, ENDPOINT, HOST, HOST_PORT -> "the same host tried from another site";
                    case PORT -> "the same port tried at another host";
                    case AGENT -> "the same tried by another agent of the site";
                    case ENFORCEMENT_POINT ->
                        "something tried past " + other.scope().get("enforcement-point");
                    case CHECK -> "one more check of the same kind";
                    default -> "the same tried from a site elsewhere";
                };
        return "What would tell them apart: " + looks + ".";
    }
}
