package dev.portreach.contracts.state;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** In which way something works, but badly. */
public enum DegradationKind {
    /** Some probes get no answer, and the next one does. */
    LOSS,
    /** Answers take much longer than they used to. */
    LATENCY,
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
