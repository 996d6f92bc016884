package dev.portreach.alert.payload;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;
import dev.portreach.contracts.incident.Incident;

/** How much it matters, for receivers that sort by it. */
public enum Severity {
    /** Several sites or a whole one, or Portreach cannot see. */
    CRITICAL,
    /** Something at one site, or an agent. */
    WARNING,
    /** Nothing is wrong. */
    INFO;

    public static Severity of(Incident incident) {
        return switch (incident.cause().kind()) {
            case CHECK, SITE_PORT, SITE_HOST, SITE_COMPONENT, AGENT, AGENT_SILENT, UNTRUSTED, UNRECOGNISED -> WARNING;
            default -> CRITICAL;
        };
    }

    @JsonValue
    public String wireName() {
        return WireName.of(this);
    }

    @Override
    public String toString() {
        return wireName();
    }
}
