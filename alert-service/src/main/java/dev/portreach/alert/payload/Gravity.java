package dev.portreach.alert.payload;

import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentSeverity;

/** How much an incident matters: as it says, or, in versions of releases that did not say, by what it is about. */
public final class Gravity {

    private Gravity() {}

    public static IncidentSeverity of(Incident incident) {
        if (incident.severity() != null && incident.severity() != IncidentSeverity.UNRECOGNISED) {
            return incident.severity();
        }
        return switch (incident.cause().kind()) {
            case CHECK, SITE_PORT, SITE_HOST, SITE_COMPONENT, AGENT, AGENT_SILENT, UNTRUSTED, UNRECOGNISED ->
                IncidentSeverity.WARNING;
            default -> IncidentSeverity.CRITICAL;
        };
    }
}
