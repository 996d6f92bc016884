package dev.portreach.alert.payload;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** What is told. */
public enum Notice {
    OPENED,
    /** To machines only: a person is not called twice for one trouble. */
    CAUSE_CHANGED,
    RESOLVED,
    /** Somebody looks after it. */
    ACKNOWLEDGED,
    /** Incidents that are old news, in one message to people. */
    DIGEST,
    /** Another channel does not take messages; told through this one. */
    CHANNEL_DEAD,
    /** That channel takes messages again. */
    CHANNEL_RECOVERED,
    /** Told again and again while everything is judged; that it does not come is the alarm. */
    ALL_IS_WELL,
    /** An operator tries a channel. */
    TEST;

    /** Whether it says that something is over. */
    public boolean ends() {
        return this == RESOLVED || this == CHANNEL_RECOVERED;
    }

    @JsonValue
    public String wireName() {
        return WireName.of(this);
    }

    @Override
    public String toString() {
        return wireName();
    }
}
