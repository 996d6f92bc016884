package dev.portreach.alert.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** What is told of an incident. */
public enum Notice {
    OPENED,
    /** To machines only: a person is not called twice for one trouble. */
    CAUSE_CHANGED,
    RESOLVED,
    /** An operator tries a channel. */
    TEST;

    @JsonValue
    public String wireName() {
        return WireName.of(this);
    }

    @Override
    public String toString() {
        return wireName();
    }
}
