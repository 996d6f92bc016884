package dev.portreach.catalog.firewall;

import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.policy.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What every rule file says first and last, as plain lines for its comments. */
final class RuleHeader {

    private static final int MAX = 150;

    private RuleHeader() {}

    static List<String> lines(FirewallRequest request) {
        List<String> lines = new ArrayList<>();
        lines.add("Firewall request of Portreach for site " + request.site());
        lines.add("Made " + request.madeAt() + " from revision " + request.revision() + " of the catalog");
        if (request.isOnlyFailing()) {
            lines.add("Only what was seen blocked, as of " + request.evidenceAsOf());
        }
        if (!request.together().isEmpty()) {
            lines.add("Every device on the way must let this pass: "
                    + request.enforcementPoints().stream()
                            .map(EnforcementPoint::name)
                            .collect(Collectors.joining(", ")));
        }
        return lines.stream().map(line -> SafeText.word(line, MAX)).toList();
    }

    /** What is not in the rules. */
    static List<String> leftOut(FirewallRequest request) {
        List<String> lines = new ArrayList<>();
        for (NamedFlow flow : request.namedFlows()) {
            lines.add("Not in these rules, as only the name is known: %s %s, %s"
                    .formatted(
                            flow.way() == Way.FROM_SITE ? "to" : "from",
                            flow.host(),
                            flow.protocol() == Protocol.ICMP
                                    ? "ICMP echo"
                                    : flow.protocol().name() + " " + flow.ports()));
        }
        request.notes().forEach(note -> lines.add("Note: " + note.about() + ": " + note.text()));
        return lines.stream().map(line -> SafeText.word(line, MAX)).toList();
    }

    /** What a flow is for: the purpose where there is one, else whose policies want it. */
    static String purpose(Flow flow) {
        Set<String> purposes = new LinkedHashSet<>();
        Map<String, Set<String>> keys = new LinkedHashMap<>();
        for (Reason reason : flow.reasons()) {
            purposes.add(reason.component() + ": " + reason.purpose());
            keys.computeIfAbsent(reason.component(), component -> new LinkedHashSet<>())
                    .add(reason.policy() == null ? reason.purpose() : reason.policy());
        }
        return purposes.size() == 1
                ? purposes.iterator().next()
                : keys.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                        .collect(Collectors.joining("; "));
    }
}
