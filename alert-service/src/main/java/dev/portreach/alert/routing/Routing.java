package dev.portreach.alert.routing;

import dev.portreach.alert.matcher.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is told, and why. Each check of an incident goes through the routes in order: the first that matches takes it, and
 * the next ones only if that one goes on. What none takes goes by default to all channels, and so does what only routes
 * take whose channels are all away: nothing is lost by a mistake in a route.
 *
 * @param reasons by channel: the routes that lead there
 */
public record Routing(SortedMap<String, SortedSet<String>> reasons) {

    static final String DEFAULT = "default: no route matches";
    static final String FALLBACK = "default: no channel of the routes that match is there and enabled";

    /**
     * @param rules in order
     * @param channels those that are enabled and take incidents by default
     * @param routable those that are enabled
     */
    public static Routing of(
            List<Rule> rules, Collection<Labels> checks, Collection<String> channels, Collection<String> routable) {
        SortedMap<String, SortedSet<String>> reasons = new TreeMap<>();
        Set<String> there = Set.copyOf(routable);
        for (Labels labels : checks) {
            List<Rule> taken = taking(rules, labels);
            taken.forEach(rule -> rule.channels().stream()
                    .filter(there::contains)
                    .forEach(channel -> add(reasons, channel, "route %s: %s".formatted(rule.id(), rule.matchers()))));
            boolean reaches =
                    taken.stream().flatMap(rule -> rule.channels().stream()).anyMatch(there::contains);
            if (!reaches) {
                channels.forEach(channel -> add(reasons, channel, taken.isEmpty() ? DEFAULT : FALLBACK));
            }
        }
        return new Routing(reasons);
    }

    private static List<Rule> taking(List<Rule> rules, Labels labels) {
        List<Rule> taken = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.matchers().match(labels)) {
                taken.add(rule);
                if (!rule.goesOn()) {
                    break;
                }
            }
        }
        return taken;
    }

    private static void add(SortedMap<String, SortedSet<String>> reasons, String channel, String reason) {
        reasons.computeIfAbsent(channel, id -> new TreeSet<>()).add(reason);
    }

    public Set<String> channels() {
        return reasons.keySet();
    }
}
