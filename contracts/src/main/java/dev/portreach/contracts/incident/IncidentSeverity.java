package dev.portreach.contracts.incident;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** How soon somebody should act; the gravest first. The words are those of Prometheus' alerts. */
public enum IncidentSeverity {
    /** Users cannot work. */
    CRITICAL,
    /** A function is missing, or there is less of it than should be. */
    WARNING,
    /** Users hardly notice. */
    INFO,
    /** Sent by a newer version; what carries it is skipped and reported. Never sent. */
    @JsonEnumDefaultValue
    UNRECOGNISED;

    @JsonValue
    public String wireName() {
        return WireName.of(this);
    }

    @Override
    public String toString() {
        return wireName();
    }
}
