package dev.portreach.catalog.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** Whether a row can be probed from a site at all. */
public enum Probing {
    /** It is. */
    PROBED,
    /** Its ports serve programs on the component's own host; from anywhere else there is nothing to see. */
    LOCAL_ONLY,
    /** Its ports are negotiated at run time, out of no fixed range. */
    DYNAMIC;

    @JsonValue
    public String wireName() {
        return WireName.of(this);
    }

    @Override
    public String toString() {
        return wireName();
    }
}
