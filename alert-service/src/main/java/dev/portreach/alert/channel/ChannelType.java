package dev.portreach.alert.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a receiver understands. */
public enum ChannelType {
    /** A chat's incoming webhook, in Slack's shape. */
    SLACK(Audience.PEOPLE),
    /** A workflow of Microsoft Teams that posts what a webhook sends. */
    TEAMS(Audience.PEOPLE),
    /** Whatever reads Alertmanager's webhooks, version 4. */
    ALERTMANAGER(Audience.MACHINE),
    /** The event with the whole incident. */
    JSON(Audience.MACHINE),
    /** By a ready template. */
    MATTERMOST(Audience.PEOPLE),
    /** By a ready template. */
    DISCORD(Audience.PEOPLE),
    /** Events API v2, by a ready template; the incident's id is the dedup key. */
    PAGERDUTY(Audience.MACHINE),
    /** JSON by the channel's own template. */
    TEMPLATE(Audience.PEOPLE);

    /** Who reads: people are told once, and of old news in one message; machines are told everything. */
    public enum Audience {
        PEOPLE,
        MACHINE
    }

    private final Audience audience;

    ChannelType(Audience audience) {
        this.audience = audience;
    }

    public Audience audience() {
        return audience;
    }

    /** Whether templates make its payload, and may name secrets. */
    public boolean usesTemplate() {
        return this == MATTERMOST || this == DISCORD || this == PAGERDUTY || this == TEMPLATE;
    }

    @JsonValue
    public String wireName() {
        return WireName.of(this);
    }

    /** @throws IllegalArgumentException if there is no such type */
    public static ChannelType ofWireName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(ChannelType::wireName).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return wireName();
    }
}
