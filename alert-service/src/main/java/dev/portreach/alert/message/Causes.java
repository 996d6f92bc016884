package dev.portreach.alert.message;

import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.state.CheckScope;
import java.util.List;
import java.util.stream.Collectors;

/** Causes other than the one of the title, as a person would name them: what would be in trouble, and from where. */
final class Causes {

    private Causes() {}

    /** As {@code tcp/443 from Lyon, or everything behind core-firewall}. */
    static String of(List<Cause> causes, Facts facts) {
        return causes.stream().map(cause -> of(cause, facts)).collect(Collectors.joining(", or "));
    }

    static String of(Cause cause, Facts facts) {
        String site = facts.siteName(cause.scope().getOrDefault("site", ""));
        String ports = Titles.ports(cause.scope().get("ports"));
        String host = "host " + cause.scope().get("host");
        String component = component(cause, facts);
        return switch (cause.kind()) {
            case CHECK -> "no more than %s from %s".formatted(cause.scope().get("endpoint"), site);
            case AGENT ->
                "no more than what agent %s at %s sees".formatted(cause.scope().get("agent"), site);
            case SITE -> "everything from " + site;
            case SITE_PORT -> "%s from %s".formatted(ports, site);
            case SITE_COMPONENT -> "%s from %s".formatted(component, site);
            case SITE_HOST -> "%s from %s".formatted(host, site);
            case COMPONENT -> component + " from everywhere";
            case ENDPOINT ->
                "%s at %s from everywhere".formatted(component, cause.scope().get("endpoint"));
            case HOST -> host + " from everywhere";
            case HOST_PORT -> "%s at %s from everywhere".formatted(ports, host);
            case PORT -> ports + " from everywhere";
            case ACCESS, REGION, REGION_ACCESS -> "everything from " + Titles.several(cause);
            case ACCESS_PORT, REGION_PORT, REGION_ACCESS_PORT -> "%s from %s".formatted(ports, Titles.several(cause));
            case ACCESS_COMPONENT, REGION_COMPONENT, REGION_ACCESS_COMPONENT ->
                "%s from %s".formatted(component, Titles.several(cause));
            case ENFORCEMENT_POINT -> "everything behind " + cause.scope().get("enforcement-point");
            case BLIND, PORTREACH -> "Portreach itself";
            case AGENT_SILENT, UNTRUSTED -> "the agent at " + site;
            case UNRECOGNISED -> "something that only a newer version knows";
        };
    }

    /** Its name for people where a failing check has it. */
    private static String component(Cause cause, Facts facts) {
        String component = cause.scope().getOrDefault("component", "");
        return facts.scopes().stream()
                .filter(scope -> scope.component().equals(component))
                .map(CheckScope::componentName)
                .findFirst()
                .orElse(component);
    }
}
