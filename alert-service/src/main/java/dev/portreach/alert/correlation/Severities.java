package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.IncidentSeverity;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.policy.Severity;
import java.util.Collection;

/** How grave an incident is: as its gravest check, or by what is known of agents. */
final class Severities {

    private Severities() {}

    static IncidentSeverity of(Explanation explanation, Collection<Member> failing) {
        return switch (explanation.cause().kind()) {
            case BLIND -> IncidentSeverity.CRITICAL;
            case UNTRUSTED, AGENT -> IncidentSeverity.WARNING;
            // No agent of the site is heard: it may be cut off.
            case AGENT_SILENT -> explanation.ok() == 0 ? IncidentSeverity.CRITICAL : IncidentSeverity.WARNING;
            default -> gravest(failing);
        };
    }

    private static IncidentSeverity gravest(Collection<Member> failing) {
        IncidentSeverity gravest = null;
        for (Member member : failing) {
            IncidentSeverity severity = of(member);
            if (severity == IncidentSeverity.CRITICAL) {
                return severity; // as a rule the first one is: there may be very many
            }
            gravest = gravest == null || severity.compareTo(gravest) < 0 ? severity : gravest;
        }
        return gravest == null ? IncidentSeverity.WARNING : gravest;
    }

    private static IncidentSeverity of(Member member) {
        if (member.state().degraded() != null) {
            return IncidentSeverity.WARNING; // it works, if badly
        }
        IncidentSeverity severity =
                ofRow(member.state().scope().severity(), member.state().scope().required());
        return isLackOfCapacity(member) || member.boundToAgents() ? softer(severity) : severity;
    }

    private static IncidentSeverity ofRow(Severity severity, boolean required) {
        if (severity == null || severity == Severity.UNRECOGNISED) {
            return required ? IncidentSeverity.CRITICAL : IncidentSeverity.WARNING;
        }
        return switch (severity) {
            case CRITICAL -> IncidentSeverity.CRITICAL;
            case MAJOR -> IncidentSeverity.WARNING;
            default -> IncidentSeverity.INFO;
        };
    }

    /** Forty of fifty ports that jobs take one each: less can run at once, but it runs. */
    static boolean isLackOfCapacity(Member member) {
        return member.failsInPart() && member.state().scope().rangeMode() == RangeMode.ON_DEMAND;
    }

    private static IncidentSeverity softer(IncidentSeverity severity) {
        return severity == IncidentSeverity.CRITICAL ? IncidentSeverity.WARNING : IncidentSeverity.INFO;
    }
}
