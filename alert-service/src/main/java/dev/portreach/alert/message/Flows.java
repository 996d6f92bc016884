package dev.portreach.alert.message;

import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Initiator to responder, as an administrator writes a firewall's rule; one line for all ports between the same two. */
final class Flows {

    private static final int SHOWN = 5;

    /** Ways to fail after the connection: no rule of a firewall helps. */
    private static final Set<String> BEYOND_THE_PORT =
            Set.of("tls-expired", "tls-untrusted", "tls-name-mismatch", "http-error", "dns-error");

    /** Who talks to whom. */
    private record Ends(String vantage, String subject, String componentName, String address) {

        static Ends of(CheckScope scope) {
            return new Ends(scope.vantage(), scope.subject(), scope.componentName(), scope.address());
        }
    }

    private Flows() {}

    static List<String> of(Facts facts) {
        Map<Ends, Map<Protocol, Ports>> byEnds = new HashMap<>();
        for (CheckScope scope : facts.scopes()) {
            byEnds.computeIfAbsent(Ends.of(scope), ends -> new TreeMap<>())
                    .merge(scope.protocol(), scope.ports(), Ports::plus);
        }
        Map<String, Map<Protocol, Ports>> flows = new TreeMap<>();
        byEnds.forEach((ends, ports) -> flows.merge(text(facts, ends), ports, Flows::together));
        String verb = verb(facts);
        List<String> lines = new ArrayList<>();
        flows.entrySet().stream()
                .limit(SHOWN)
                .forEach(flow -> lines.add("%s: %s, %s.".formatted(verb, flow.getKey(), ports(flow.getValue()))));
        if (flows.size() > SHOWN) {
            lines.add("… and %,d more.".formatted(flows.size() - SHOWN));
        }
        return lines;
    }

    private static String verb(Facts facts) {
        if (facts.verdict() == Verdict.VIOLATED) {
            return "Must be blocked";
        }
        boolean elsewhere = Advice.liesAtTheHost(facts.cause()) || facts.cause().kind() == CauseKind.AGENT;
        return elsewhere || BEYOND_THE_PORT.contains(facts.mainOutcome() == null ? "" : facts.mainOutcome())
                ? "Path"
                : "Must be open";
    }

    private static Map<Protocol, Ports> together(Map<Protocol, Ports> one, Map<Protocol, Ports> other) {
        other.forEach((protocol, ports) -> one.merge(protocol, ports, Ports::plus));
        return one;
    }

    private static String text(Facts facts, Ends ends) {
        boolean inbound = ends.vantage().equals(ends.subject());
        List<String> sources = facts.sources().getOrDefault(ends.vantage(), List.of());
        String from = facts.siteName(ends.vantage()) + (sources.isEmpty() ? "" : " (" + Titles.list(sources) + ")");
        String to = (inbound ? ends.componentName() : facts.siteName(ends.subject())) + " " + ends.address();
        return from + " → " + to;
    }

    private static String ports(Map<Protocol, Ports> ports) {
        return ports.entrySet().stream()
                .map(entry -> entry.getKey().describe(entry.getValue()))
                .reduce((first, second) -> first + " and " + second)
                .orElse("");
    }
}
