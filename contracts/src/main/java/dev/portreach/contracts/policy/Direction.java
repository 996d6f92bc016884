package dev.portreach.contracts.policy;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** Who initiates, seen from the component. */
public enum Direction {
    /** Site to component. */
    INBOUND,
    /** Component to site. */
    OUTBOUND,
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
