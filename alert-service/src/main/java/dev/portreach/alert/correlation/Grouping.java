package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.state.CheckScope;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One way in which checks can have a cause in common. Adding a kind is one line in {@link #ALL}.
 *
 * @param prior what a cause of this kind must earn before it is believed, in units of log-likelihood; wide ones are rarer
 * @param words of the cause's scope; {@code ports} stands last
 * @param values what binds a check to a group, word by word; a check with a null among them is in none. Null for kinds
 *     whose groups do not follow from the check alone.
 */
record Grouping(CauseKind kind, double prior, List<String> words, Function<Traits, String[]> values) {

    private static final String PORTS = "ports";

    /** Where the evidence cannot tell causes apart, the one that stands first here gives the name. */
    static final List<Grouping> ALL = List.of(
            // Made for failing members only: nearly all checks would be alone in theirs.
            new Grouping(CauseKind.CHECK, 2.0, List.of("site", "subject", "endpoint", "policy"), null),
            new Grouping(CauseKind.AGENT, 3.5, List.of("site", "agent"), null),
            of(CauseKind.SITE_COMPONENT, 3.0, "site component", s -> words(s.subject(), s.component())),
            of(CauseKind.SITE_PORT, 3.0, "site ports", s -> words(s.subject(), s.ports())),
            of(CauseKind.SITE_HOST, 3.5, "site host", s -> words(s.subject(), s.host())),
            of(CauseKind.SITE, 4.0, "site", s -> words(s.subject())),
            of(CauseKind.COMPONENT, 4.0, "component", s -> words(s.component())),
            of(CauseKind.ENDPOINT, 3.5, "component endpoint", s -> words(s.component(), s.endpoint())),
            of(CauseKind.HOST, 4.0, "host", s -> words(s.host())),
            of(CauseKind.HOST_PORT, 3.5, "host ports", s -> words(s.host(), s.ports())),
            of(CauseKind.PORT, 4.5, "ports", s -> words(s.ports())),
            of(CauseKind.ACCESS_PORT, 4.5, "access ports", s -> words(s.access(), s.ports())),
            of(CauseKind.ACCESS_COMPONENT, 4.5, "access component", s -> words(s.access(), s.component())),
            of(CauseKind.REGION_PORT, 4.5, "region ports", s -> words(s.region(), s.ports())),
            of(CauseKind.REGION_COMPONENT, 4.5, "region component", s -> words(s.region(), s.component())),
            new Grouping(CauseKind.ENFORCEMENT_POINT, 4.5, List.of("enforcement-point"), null),
            of(CauseKind.ACCESS, 5.0, "access", s -> words(s.access())),
            of(CauseKind.REGION, 5.0, "region", s -> words(s.region())),
            of(CauseKind.REGION_ACCESS_PORT, 5.0, "region access ports", s -> words(s.region(), s.access(), s.ports())),
            of(
                    CauseKind.REGION_ACCESS_COMPONENT,
                    5.0,
                    "region access component",
                    s -> words(s.region(), s.access(), s.component())),
            of(CauseKind.REGION_ACCESS, 5.5, "region access", s -> words(s.region(), s.access())));

    private static final Map<CauseKind, Grouping> BY_KIND = byKind();

    private static Grouping of(CauseKind kind, double prior, String words, Function<Traits, String[]> values) {
        return new Grouping(kind, prior, List.of(words.split(" ")), values);
    }

    private static Map<CauseKind, Grouping> byKind() {
        Map<CauseKind, Grouping> byKind = new EnumMap<>(CauseKind.class);
        ALL.forEach(grouping -> byKind.put(grouping.kind(), grouping));
        return byKind;
    }

    static Grouping of(CauseKind kind) {
        return BY_KIND.get(kind);
    }

    /**
     * What people book under the words of this kind, as far as they can be mistaken: a site under its region, access and
     * enforcement points, a component at an address under its host. Null if nothing.
     */
    Function<CheckScope, String> booked() {
        if (words.contains("region") || words.contains("access") || kind == CauseKind.ENFORCEMENT_POINT) {
            return CheckScope::subject;
        }
        return words.contains("host") ? CheckScope::endpoint : null;
    }

    int preference() {
        return ALL.indexOf(this);
    }

    boolean bindsPorts() {
        return words.get(words.size() - 1).equals(PORTS);
    }

    /** The group of this kind that the check is in, null if none. */
    GroupKey key(Traits traits) {
        String[] bound = values.apply(traits);
        for (String value : bound) {
            if (value == null) {
                return null;
            }
        }
        return new GroupKey(kind, List.of(bound));
    }

    /** The group whose cause this is. */
    GroupKey key(Cause cause) {
        return new GroupKey(
                kind,
                words.stream().map(word -> cause.scope().getOrDefault(word, "")).toList());
    }

    Cause cause(List<String> bound) {
        Map<String, String> scope = new TreeMap<>();
        for (int i = 0; i < bound.size(); i++) {
            scope.put(words.get(i), bound.get(i));
        }
        return new Cause(kind, scope);
    }

    /** The cause that is this check alone; its subject is named where it is another site than the one that probes. */
    static Cause check(CheckScope scope) {
        Map<String, String> bound = new TreeMap<>();
        bound.put("site", scope.vantage());
        bound.put("endpoint", scope.endpoint());
        bound.put("policy", scope.policy());
        if (!scope.subject().equals(scope.vantage())) {
            bound.put("subject", scope.subject());
        }
        return new Cause(CauseKind.CHECK, bound);
    }

    private static String[] words(String... words) {
        return words;
    }
}
