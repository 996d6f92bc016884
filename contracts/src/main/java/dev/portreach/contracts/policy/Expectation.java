package dev.portreach.contracts.policy;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** What must be seen at the ports of a row. */
public enum Expectation {
    /** A listener must accept. */
    LISTENING,
    /** The path must pass; a listener may come and go. */
    PERMITTED,
    /** Must not be reachable. */
    BLOCKED,
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
