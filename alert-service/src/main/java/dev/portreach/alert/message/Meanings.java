package dev.portreach.alert.message;

import dev.portreach.contracts.state.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a way to fail can mean, and what it cannot tell. */
final class Meanings {

    private static final int KNOWN_WELL = 2;

    private Meanings() {}

    static Optional<String> of(Facts facts) {
        return switch (facts.cause().kind()) {
            case AGENT_SILENT ->
                Optional.of("No heartbeat: the VPN, the agent or its machine is down; from here they look the same. "
                        + "What the agent checks is unknown until it is heard again.");
            case BLIND ->
                Optional.of("Most sites are silent at once, so the sites are hardly the reason. "
                        + "While it lasts, nothing is known of what they reach.");
            case UNTRUSTED ->
                Optional.of(
                        facts.cause().scope().containsKey("problem")
                                ? "Both send in one name, so neither can be told from the other."
                                : "A wrong key, or somebody who is not the agent. Nothing of it was believed.");
            case AGENT ->
                Optional.of(
                        "What the site's other agents reach is up, so it lies with this agent's machine, its address "
                                + "or a rule for that address.");
            default -> Optional.ofNullable(facts.mainOutcome()).map(outcome -> of(facts, outcome));
        };
    }

    /** {@code no answer}, or with counts {@code no answer 40, refused 4}; empty if nothing is known. */
    static String shortly(Map<String, Integer> outcomes) {
        if (outcomes.size() == 1) {
            return word(outcomes.keySet().iterator().next());
        }
        return outcomes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> "%s %,d".formatted(word(entry.getKey()), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String of(Facts facts, String outcome) {
        String counts = facts.evidence().outcomes().size() < 2
                ? ""
                : " (" + shortly(facts.evidence().outcomes()) + ")";
        return meaning(facts, outcome)
                + counts
                + (facts.verdict() == Verdict.VIOLATED ? "" : elsewhere(facts, outcome));
    }

    private static String meaning(Facts facts, String outcome) {
        if (facts.verdict() == Verdict.VIOLATED) {
            return "Open: something answers where nothing must be reachable; a rule that blocks is missing or does not match.";
        }
        return switch (outcome) {
            case "timeout", "open-or-filtered" -> "No answer: dropped on the way, or the host is down.";
            case "loss" ->
                "It works, but probes are lost now and then: a bad line, a full queue, a device that limits rates or cannot keep up.";
            case "latency" ->
                "It works, but answers take much longer than they used to: a full queue, another route, or a busy host.";
            case "refused" ->
                "Refused: the service is stopped, or a device on the way rejects; from outside the two look the same.";
            case "unreachable" ->
                "Unreachable: a router or firewall on the way says that there is no path, or forbids it.";
            case "prohibited" -> "Prohibited: a device on the way says that a rule forbids it.";
            case "closed-after-accept" ->
                "Accepted and closed at once: a proxy without a service behind it, an application firewall, or the service.";
            case "path-mtu" ->
                "Small packets pass, full-sized ones vanish: a device on the way drops \"fragmentation needed\" (path MTU).";
            case "tls-error" ->
                "The port is open, the TLS handshake fails: the service, or a device that breaks into TLS.";
            case "tls-expired" -> "The port is open; the certificate is not valid now, or the agent's clock is wrong.";
            case "tls-untrusted" ->
                "The port is open; nobody whom the agent trusts vouches for the certificate: a private authority, or a device that breaks into TLS.";
            case "tls-name-mismatch" -> "The port is open; the certificate is for another name.";
            case "http-error" -> "The port is open; the HTTP answer is not the expected one.";
            case "dns-error" -> "The name does not resolve at the site; nothing is known of the ports.";
            default -> "Failure: " + outcome + ".";
        };
    }

    /** Others that get through speak for the path and against the host, where the ports are the same. */
    private static String elsewhere(Facts facts, String outcome) {
        if (!outcome.equals("timeout") && !outcome.equals("refused")) {
            return "";
        }
        return facts.evidence().contrasts().stream()
                .filter(contrast -> contrast.what().startsWith("the same ports from other sites"))
                .filter(contrast -> contrast.failing() == 0 && contrast.known() >= KNOWN_WELL)
                .findFirst()
                .map(found ->
                        " Other sites get through on the same ports: more likely something on the way than the host.")
                .orElse("");
    }

    private static String word(String outcome) {
        return switch (outcome) {
            case "timeout" -> "no answer";
            case "loss" -> "probes lost";
            case "latency" -> "slow answers";
            default -> outcome.replace('-', ' ');
        };
    }
}
