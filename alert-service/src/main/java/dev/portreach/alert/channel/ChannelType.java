package dev.portreach.alert.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;
import java.util.Arrays;

/** What a receiver understands. */
public enum ChannelType {
    /** A chat's incoming webhook, in Slack's shape. */
    SLACK,
    /** The event with the whole incident. */
    JSON;

    @JsonValue
    public String wireName() {
        return WireName.of(this);
    }

    /** @throws IllegalArgumentException if there is no such type */
    public static ChannelType ofWireName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of slack, json"));
    }

    @Override
    public String toString() {
        return wireName();
    }
}
