package dev.portreach.catalog.firewall;

import java.util.ArrayList;
import java.util.List;

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
        return lines.stream().map(line -> SafeText.word(line, MAX)).toList();
    }

    /** What is not in the rules. */
    static List<String> leftOut(FirewallRequest request) {
        List<String> lines = new ArrayList<>();
        for (NamedFlow flow : request.namedFlows()) {
            lines.add("Not in these rules, as only the name is known: %s %s, %s %s"
                    .formatted(
                            flow.way() == Way.FROM_SITE ? "to" : "from",
                            flow.host(),
                            flow.protocol().name(),
                            flow.ports()));
        }
        request.notes().forEach(note -> lines.add("Note: " + note.about() + ": " + note.text()));
        return lines.stream().map(line -> SafeText.word(line, MAX)).toList();
    }

    /** What a flow is for. */
    static String purpose(Flow flow) {
        return String.join(
                "; ",
                flow.reasons().stream()
                        .map(reason -> reason.component() + ": " + reason.purpose())
                        .distinct()
                        .toList());
    }
}
