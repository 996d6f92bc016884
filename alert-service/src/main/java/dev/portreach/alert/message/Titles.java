package dev.portreach.alert.message;

import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CutOff;
import dev.portreach.contracts.state.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The one line that says what is wrong and where. */
public final class Titles {

    private static final int NAMED = 3;
    private static final String ECHO = Protocol.ICMP + "/" + Ports.ECHO;

    private Titles() {}

    public static String of(Facts facts) {
        Cause cause = facts.cause();
        String site = facts.siteName(cause.scope().getOrDefault("site", ""));
        String ports = ports(cause.scope().get("ports"));
        return switch (cause.kind()) {
            case BLIND ->
                "Portreach is blind: %s agents are silent"
                        .formatted(Texts.of(
                                facts.evidence().failing(), facts.evidence().known()));
            case AGENT_SILENT -> silent(facts, site);
            case UNTRUSTED -> untrusted(cause, site);
            case CHECK -> check(facts);
            case SITE_PORT -> "%s (%s) %s from %s".formatted(ports, components(facts), fails(facts), site);
            case SITE_COMPONENT -> "%s %s from %s".formatted(components(facts), fails(facts), site);
            case SITE_HOST -> "host %s %s from %s".formatted(cause.scope().get("host"), fails(facts), site);
            case SITE -> "%s from %s %s".formatted(everything(facts), site, befalls(facts));
            case COMPONENT -> "%s %s from %s".formatted(components(facts), fails(facts), everywhere(facts));
            case ENDPOINT -> "%s %s from %s".formatted(endpoint(facts), fails(facts), everywhere(facts));
            case HOST ->
                "host %s (%s) %s from %s"
                        .formatted(cause.scope().get("host"), components(facts), fails(facts), everywhere(facts));
            case HOST_PORT ->
                "%s at host %s (%s) %s from %s"
                        .formatted(
                                ports, cause.scope().get("host"), components(facts), fails(facts), everywhere(facts));
            case PORT -> "%s (%s) %s from %s".formatted(ports, components(facts), fails(facts), everywhere(facts));
            case ACCESS, REGION, REGION_ACCESS ->
                "%s from %s (%s) %s".formatted(everything(facts), several(cause), list(facts.sites()), befalls(facts));
            case ACCESS_PORT, REGION_PORT, REGION_ACCESS_PORT ->
                "%s (%s) %s from %s (%s)"
                        .formatted(ports, components(facts), fails(facts), several(cause), list(facts.sites()));
            case ACCESS_COMPONENT, REGION_COMPONENT, REGION_ACCESS_COMPONENT ->
                "%s %s from %s (%s)".formatted(components(facts), fails(facts), several(cause), list(facts.sites()));
            case ENFORCEMENT_POINT ->
                "%s behind %s (%s) %s"
                        .formatted(
                                everything(facts),
                                cause.scope().get("enforcement-point"),
                                list(facts.sites()),
                                befalls(facts));
            case AGENT ->
                "agent %s at %s reaches %s, other agents of the site do (%s)"
                        .formatted(
                                cause.scope().get("agent"),
                                site,
                                isWhole(facts) ? "nothing" : "little",
                                counted(facts));
            case PORTREACH -> "Portreach itself is in trouble";
            case UNRECOGNISED -> "trouble of a kind that only a newer version knows";
        };
    }

    /** Sites as a cause names them: {@code extranet-vpn sites}, {@code region emea}, or both. */
    static String several(Cause cause) {
        String region = cause.scope().get("region");
        String access = cause.scope().get("access");
        return access == null ? "region " + region : access + " sites" + (region == null ? "" : " of region " + region);
    }

    /** ICMP has no ports. */
    static String ports(String protocolAndPorts) {
        return ECHO.equals(protocolAndPorts) ? Protocol.ICMP.describe(Ports.ECHO) : protocolAndPorts;
    }

    private static String silent(Facts facts, String site) {
        return isWhole(facts)
                ? "site %s is silent: VPN or agent".formatted(site)
                : "agent %s at %s is silent".formatted(facts.cause().scope().get("agent"), site);
    }

    /** Silence of which it is known by now that it was the way, not the agent. */
    public static String cutOff(Map<String, String> names, List<String> sites, CutOff cutOff) {
        List<String> named =
                sites.stream().map(site -> names.getOrDefault(site, site)).toList();
        return "%s cut off: VPN or line down %s to %s"
                .formatted(list(named), Texts.utc(cutOff.from()), Texts.utc(cutOff.to()));
    }

    private static String untrusted(Cause cause, String site) {
        String agent = cause.scope().get("agent");
        return cause.scope().containsKey("problem")
                ? "two processes run as agent %s at %s".formatted(agent, site)
                : "what comes in the name of agent %s at %s does not verify".formatted(agent, site);
    }

    private static String check(Facts facts) {
        if (facts.scopes().isEmpty()) {
            return "a check fails";
        }
        CheckScope scope = facts.scopes().get(0);
        return "%s (%s) %s from %s"
                .formatted(
                        ports("%s/%s".formatted(scope.protocol(), scope.ports())),
                        endpoint(facts),
                        fails(facts),
                        facts.siteName(scope.subject()));
    }

    private static String endpoint(Facts facts) {
        if (facts.scopes().isEmpty()) {
            return "endpoint " + facts.cause().scope().get("endpoint");
        }
        CheckScope scope = facts.scopes().get(0);
        return "%s, %s at %s".formatted(scope.componentName(), scope.endpoint(), scope.host());
    }

    private static String components(Facts facts) {
        List<String> names = facts.scopes().stream()
                .map(CheckScope::componentName)
                .distinct()
                .sorted()
                .toList();
        return names.isEmpty() ? facts.cause().scope().getOrDefault("component", "several components") : list(names);
    }

    private static String everywhere(Facts facts) {
        int failing = facts.sites().size();
        return failing >= facts.totalSites()
                ? "everywhere (%s sites)".formatted(Texts.of(failing, facts.totalSites()))
                : "%s (%s sites)".formatted(list(facts.sites()), Texts.of(failing, facts.totalSites()));
    }

    private static String fails(Facts facts) {
        if (facts.verdict() == Verdict.VIOLATED) {
            return "must be blocked, but can be reached";
        }
        String outcome = facts.mainOutcome();
        if (outcome == null) {
            return "fails";
        }
        String some = facts.verdict() == Verdict.PARTIAL ? " in part" : "";
        return switch (outcome) {
            case "timeout" -> "does not answer" + some;
            case "loss" -> "loses probes";
            case "latency" -> "answers slowly";
            case "refused" -> "refuses" + some;
            case "unreachable", "prohibited" -> "is " + outcome + some;
            case "open-or-filtered" -> "does not answer" + some;
            case "closed-after-accept" -> "accepts and closes at once" + some;
            case "path-mtu" -> "loses large packets" + some;
            case "tls-error" -> "fails in the TLS handshake" + some;
            case "tls-expired" -> "has a certificate that is not valid now" + some;
            case "tls-untrusted" -> "has a certificate that is not trusted" + some;
            case "tls-name-mismatch" -> "has a certificate for another name" + some;
            case "http-error" -> "answers otherwise than expected over HTTP" + some;
            case "dns-error" -> "has a name that does not resolve" + some;
            default -> "fails" + some + " (" + outcome + ")";
        };
    }

    private static String everything(Facts facts) {
        return isWhole(facts) ? "everything" : "nearly everything";
    }

    /** What everything has in common; nothing is said of who does it, as a probe cannot see that. */
    private static String befalls(Facts facts) {
        String outcome = facts.mainOutcome();
        String what = facts.verdict() == Verdict.VIOLATED
                ? "can be reached, but must be blocked"
                : outcome == null
                        ? "fails"
                        : switch (outcome) {
                            case "timeout" -> "gets no answer";
                            case "loss" -> "loses probes";
                            case "latency" -> "gets slow answers";
                            case "refused" -> "is refused";
                            case "unreachable" -> "is unreachable";
                            case "prohibited" -> "is prohibited";
                            default -> "fails";
                        };
        return "%s (%s)".formatted(what, counted(facts));
    }

    private static boolean isWhole(Facts facts) {
        return facts.evidence().failing() == facts.evidence().known();
    }

    private static String counted(Facts facts) {
        return Texts.of(facts.evidence().failing(), facts.evidence().known()) + " checks";
    }

    static String list(List<String> names) {
        String shown = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() > NAMED ? shown + " and %d more".formatted(names.size() - NAMED) : shown;
    }
}
