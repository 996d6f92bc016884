package dev.portreach.lab.simulation;

import dev.portreach.lab.simulation.Topology.Check;
import dev.portreach.lab.simulation.Topology.Site;
import dev.portreach.lab.simulation.Topology.View;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Every way in which a network can fail here, named as the kind of cause that tells of it. */
public enum FaultKind {
    SITE("site"),
    ACCESS("access"),
    REGION("region"),
    REGION_ACCESS("region", "access"),
    ENFORCEMENT_POINT("enforcement-point"),
    COMPONENT("component"),
    ENDPOINT("component", "endpoint"),
    HOST("host"),
    HOST_PORT("host", "ports"),
    PORT("ports"),
    SITE_PORT("site", "ports"),
    SITE_HOST("site", "host"),
    SITE_COMPONENT("site", "component"),
    ACCESS_PORT("access", "ports"),
    ACCESS_COMPONENT("access", "component"),
    REGION_PORT("region", "ports"),
    REGION_COMPONENT("region", "component"),
    REGION_ACCESS_PORT("region", "access", "ports"),
    REGION_ACCESS_COMPONENT("region", "access", "component"),
    AGENT("site", "agent"),
    CHECK("site", "endpoint", "policy");

    @SuppressWarnings("ImmutableEnumChecker") // the checker does not know List.of
    private final List<String> keys;

    FaultKind(String... keys) {
        this.keys = List.of(keys);
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isOfPorts() {
        return keys.contains("ports");
    }

    /** The cause of this kind that the view falls under. */
    Blame around(View view, boolean believed) {
        Map<String, String> scope = new TreeMap<>();
        keys.forEach(key -> scope.put(key, value(key, view, believed)));
        return new Blame(wireName(), scope);
    }

    private static String value(String key, View view, boolean believed) {
        Check check = view.check();
        Site site = check.site();
        return switch (key) {
            case "site" -> site.id();
            case "agent" -> view.agent();
            case "region" -> site.place(believed).region();
            case "access" -> site.place(believed).access();
            case "enforcement-point" -> site.points().get(0);
            case "component" -> check.endpoint().component();
            case "endpoint" -> check.endpoint().id();
            case "host" -> check.endpoint().host(believed);
            case "policy" -> check.row().key();
            case "ports" -> Blame.scopeOf(check.row().ports());
            default -> throw new IllegalArgumentException("no scope has " + key);
        };
    }
}
