package dev.portreach.contracts.policy;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** The transport protocol of a row. */
public enum Protocol {
    /** RFC 9293. */
    TCP,
    /** RFC 768. */
    UDP,
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
