package dev.portreach.alert.availability;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** Whether the time of maintenance windows counts. */
public enum MaintenanceMode {
    INCLUDE,
    EXCLUDE;

    @JsonValue
    public String wireName() {
        return WireName.of(this);
    }

    @Override
    public String toString() {
        return wireName();
    }
}
