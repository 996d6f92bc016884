package dev.portreach.contracts.state;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** Observation against policy. */
public enum Verdict {
    /** As the policy demands. */
    OK,
    /** Some ports, or some agents of the site, fail. */
    PARTIAL,
    /** The policy is not met. */
    FAILING,
    /** Must be blocked, but passes. */
    VIOLATED,
    /** Not known, neither up nor down. */
    UNKNOWN,
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
