package dev.portreach.contracts.policy;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** How a product uses the ports of a row. */
public enum RangeMode {
    /** Every port is in use. */
    ALL,
    /** The first free port of the range is taken. */
    FIRST_FREE,
    /** Used only where another row's port is not available. */
    FALLBACK,
    /** One port per active job, as many as concurrent users. */
    ON_DEMAND,
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
