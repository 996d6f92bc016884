package dev.portreach.alert.channel;

import java.time.Instant;

/**
 * A channel as REST shows it.
 *
 * @param url scheme and host only
 */
public record ChannelView(
        String id, ChannelType type, String url, boolean enabled, Instant createdAt, Instant updatedAt) {

    static ChannelView of(Channel channel) {
        return new ChannelView(
                channel.id(),
                channel.type(),
                channel.url().shown(),
                channel.enabled(),
                channel.createdAt(),
                channel.updatedAt());
    }
}
