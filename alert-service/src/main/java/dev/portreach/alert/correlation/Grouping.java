package dev.portreach.alert.correlation;

import dev.portreach.contracts.WireName;
import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.state.CheckScope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One way in which checks can have a cause in common. Adding a kind is one line in {@link #ALL}.
 *
 * @param prior what a cause of this kind must earn before it is believed, in units of log-likelihood; wide ones are rarer
 * @param key what binds a check to a group; a check whose key has a null value is in none
 */
record Grouping(CauseKind kind, double prior, Function<CheckScope, Map<String, String>> key) {

    /** Where the evidence cannot tell causes apart, the one that stands first here gives the name. */
    static final List<Grouping> ALL = List.of(
            new Grouping(
                    CauseKind.CHECK,
                    2.0,
                    s -> scope(
                            "site",
                            s.vantage(),
                            "subject",
                            subject(s),
                            "endpoint",
                            s.endpoint(),
                            "policy",
                            s.policy())),
            new Grouping(CauseKind.SITE_COMPONENT, 3.0, s -> scope("site", s.subject(), "component", s.component())),
            new Grouping(CauseKind.SITE_PORT, 3.0, s -> scope("site", s.subject(), "ports", ports(s))),
            new Grouping(CauseKind.SITE_HOST, 3.5, s -> scope("site", s.subject(), "host", s.host())),
            new Grouping(CauseKind.SITE, 4.0, s -> scope("site", s.subject())),
            new Grouping(CauseKind.COMPONENT, 4.0, s -> scope("component", s.component())),
            new Grouping(CauseKind.ENDPOINT, 3.5, s -> scope("component", s.component(), "endpoint", s.endpoint())),
            new Grouping(CauseKind.HOST, 4.0, s -> scope("host", s.host())),
            new Grouping(CauseKind.HOST_PORT, 3.5, s -> scope("host", s.host(), "ports", ports(s))),
            new Grouping(CauseKind.PORT, 4.5, s -> scope("ports", ports(s))),
            new Grouping(CauseKind.ACCESS_PORT, 4.5, s -> scope("access", access(s), "ports", ports(s))),
            new Grouping(CauseKind.ACCESS_COMPONENT, 4.5, s -> scope("access", access(s), "component", s.component())),
            new Grouping(CauseKind.ACCESS, 5.0, s -> scope("access", access(s))),
            new Grouping(CauseKind.REGION, 5.0, s -> scope("region", s.region())));

    /** The group of this kind that the check is in, null if none. */
    Cause cause(CheckScope scope) {
        Map<String, String> bound = key.apply(scope);
        return bound.containsValue(null) ? null : new Cause(kind, bound);
    }

    private static Map<String, String> scope(String... pairs) {
        Map<String, String> scope = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i].equals("subject") || pairs[i + 1] != null) {
                scope.put(pairs[i], pairs[i + 1]);
            }
        }
        return scope;
    }

    private static String subject(CheckScope scope) {
        return scope.subject().equals(scope.vantage()) ? null : scope.subject();
    }

    static String ports(CheckScope scope) {
        return scope.protocol().wireName() + "/" + scope.ports();
    }

    private static String access(CheckScope scope) {
        return scope.access() == null ? null : WireName.of(scope.access());
    }
}
