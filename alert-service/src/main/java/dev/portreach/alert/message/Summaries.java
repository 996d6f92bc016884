package dev.portreach.alert.message;

import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Evidence;
import dev.portreach.contracts.incident.Incident.Responsible;
import dev.portreach.contracts.state.CheckScope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The lines below the title: evidence, what it can mean, since when, who acts, and what to check. */
public final class Summaries {

    private static final int FLOWS = 5;
    private static final int RESPONSIBLE = 3;

    private Summaries() {}

    public static String of(Facts facts) {
        List<String> lines = new ArrayList<>();
        lines.add(evidence(facts));
        lines.add(since(facts));
        String meaning = meaning(facts);
        if (!meaning.isEmpty()) {
            lines.add(meaning);
        }
        lines.addAll(flows(facts));
        if (!facts.indistinguishable().isEmpty()) {
            lines.add("The evidence fits as well: "
                    + facts.indistinguishable().stream().map(Summaries::name).collect(Collectors.joining("; ")) + ".");
        }
        lines.add(confidence(facts));
        facts.responsible().stream().limit(RESPONSIBLE).forEach(who -> lines.add(acts(facts, who)));
        if (!facts.absorbed().isEmpty()) {
            lines.add("Explains also: " + String.join(", ", facts.absorbed()) + ".");
        }
        return String.join("\n", lines);
    }

    /** What is said when the cause is gone. */
    public static String resolved(String summary, Instant onset, Instant at) {
        Duration lasted = Duration.between(onset, at).truncatedTo(ChronoUnit.SECONDS);
        return "Over at %s, after %s.\n%s".formatted(utc(at), spoken(lasted), summary);
    }

    private static String utc(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace("T", " ").replace("Z", " UTC");
    }

    private static String spoken(Duration lasted) {
        return lasted.toHours() > 0
                ? "%d h %02d min".formatted(lasted.toHours(), lasted.toMinutesPart())
                : lasted.toMinutes() > 0
                        ? "%d min %02d s".formatted(lasted.toMinutes(), lasted.toSecondsPart())
                        : "%d s".formatted(lasted.toSeconds());
    }

    private static String evidence(Facts facts) {
        Evidence evidence = facts.evidence();
        String what = lieWithAgents(facts.cause().kind()) ? "agents are affected" : "checks fail";
        StringBuilder line =
                new StringBuilder("Evidence: %d of %d %s".formatted(evidence.failing(), evidence.known(), what));
        for (Evidence.Contrast contrast : evidence.contrasts()) {
            line.append("; %s: %d of %d".formatted(contrast.what(), contrast.failing(), contrast.known()));
        }
        if (evidence.unknown() > 0) {
            line.append("; %d unknown".formatted(evidence.unknown()));
        }
        return line.append('.').toString();
    }

    private static boolean lieWithAgents(CauseKind kind) {
        return kind == CauseKind.BLIND || kind == CauseKind.AGENT_SILENT || kind == CauseKind.UNTRUSTED;
    }

    private static String since(Facts facts) {
        String line = "Since %s".formatted(utc(facts.onset()));
        long interval = facts.scopes().stream()
                .mapToLong(CheckScope::intervalMillis)
                .min()
                .orElse(0);
        if (interval > 0) {
            line += " (up to %s earlier)".formatted(spoken(Duration.ofMillis(Math.max(interval, 1_000))));
        }
        Instant success = facts.evidence().lastSuccess();
        return success == null ? line + "." : line + "; last success %s.".formatted(utc(success));
    }

    private static String meaning(Facts facts) {
        return switch (facts.cause().kind()) {
            case AGENT_SILENT ->
                "No heartbeat: the VPN, the agent or its machine is down. Its checks are unknown until it is heard.";
            case BLIND -> "Most sites are silent at once: look at the broker, the core network and Portreach first.";
            case UNTRUSTED ->
                facts.cause().scope().containsKey("problem")
                        ? "Stop one of the two, or give it an id of its own."
                        : "A wrong key, or somebody who is not the agent. Nothing of it was believed; see the dead letters.";
            case AGENT ->
                "What the site's other agents reach is up: look at this agent's machine, its address and its own firewall rules.";
            default -> facts.mainOutcome() == null ? "" : meaning(facts, facts.mainOutcome());
        };
    }

    private static String meaning(Facts facts, String outcome) {
        return switch (outcome) {
                    case "timeout" -> "Timeout: dropped on the way, or the host is down.";
                    case "refused" ->
                        "Refused: the service is stopped, or a device on the way rejects; a socket cannot tell.";
                    case "unreachable" -> "Unreachable or prohibited: no route, or a device says so.";
                    case "prohibited" -> "Prohibited: a device on the way says so.";
                    case "closed-after-accept" ->
                        "Accepted and closed at once: a proxy without a service behind, or an application firewall.";
                    case "path-mtu" ->
                        "Path MTU: small packets pass, full-sized ones vanish; a device drops \"fragmentation needed\".";
                    case "tls-error" -> "TLS: the handshake fails; a device on the way may interfere.";
                    case "tls-expired" -> "TLS: the certificate is not valid now; renew it, or set the clock.";
                    case "tls-untrusted" ->
                        "TLS: the certificate's chain does not end in a trusted one; a device may intercept.";
                    case "tls-name-mismatch" -> "TLS: the certificate is for another name.";
                    case "http-error" -> "HTTP: the port passes, the answer is not the expected one.";
                    case "dns-error" -> "The name does not resolve at the site.";
                    case "open" -> "Open: a rule that must block is missing.";
                    default -> "Failure: " + outcome + ".";
                }
                + outcomes(facts.evidence().outcomes());
    }

    private static String outcomes(Map<String, Integer> outcomes) {
        return outcomes.size() < 2
                ? ""
                : outcomes.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    /** Initiator to responder, as a firewall's administrator needs it. */
    private static List<String> flows(Facts facts) {
        List<String> flows = facts.scopes().stream()
                .map(scope -> flow(facts, scope))
                .distinct()
                .sorted()
                .toList();
        List<String> shown = new ArrayList<>(flows.subList(0, Math.min(FLOWS, flows.size())));
        if (flows.size() > FLOWS) {
            shown.add("… and %d more.".formatted(flows.size() - FLOWS));
        }
        return shown;
    }

    private static String flow(Facts facts, CheckScope scope) {
        boolean inbound = scope.vantage().equals(scope.subject());
        List<String> sources = facts.sources().getOrDefault(scope.vantage(), List.of());
        String from = facts.siteName(scope.vantage()) + (sources.isEmpty() ? "" : " (" + Titles.list(sources) + ")");
        String to = inbound ? scope.componentName() + " " + scope.address() : scope.address();
        return "Check: %s → %s, %s.".formatted(from, to, scope.protocol().describe(scope.ports()));
    }

    private static String confidence(Facts facts) {
        String line = "Confidence %d %%".formatted(Math.round(facts.confidence() * 100));
        return facts.runnerUp() == null ? line + "." : line + "; next best: " + name(facts.runnerUp()) + ".";
    }

    private static String name(Cause cause) {
        return cause.scope().entrySet().stream()
                .map(entry -> entry.getKey() + " " + Titles.ports(entry.getValue()))
                .collect(Collectors.joining(", ", cause.kind().wireName().replace('-', ' ') + " (", ")"));
    }

    private static String acts(Facts facts, Responsible who) {
        String points = who.enforcementPoints().stream().map(Summaries::device).collect(Collectors.joining(", "));
        return "Who acts at %s: %s%s."
                .formatted(
                        facts.siteName(who.site()),
                        who.contact() == null ? "no contact given" : who.contact(),
                        points.isEmpty() ? "" : "; devices: " + points);
    }

    private static String device(EnforcementPoint point) {
        return "%s (%s%s)".formatted(point.name(), point.kind(), point.owner() == null ? "" : ", " + point.owner());
    }
}
