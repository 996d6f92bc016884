package dev.portreach.alert.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * A channel as REST shows it: of what is secret, only that it is there.
 *
 * @param url scheme and host only
 * @param signed whether requests are signed
 * @param headers names only
 * @param secrets names only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelView(
        String id,
        ChannelType type,
        String url,
        boolean enabled,
        boolean signed,
        List<String> headers,
        List<String> secrets,
        String template,
        ChannelState health,
        Instant createdAt,
        Instant updatedAt) {

    static ChannelView of(Channel channel, ChannelState health) {
        return new ChannelView(
                channel.id(),
                channel.type(),
                channel.shownUrl(),
                channel.enabled(),
                channel.signed(),
                channel.headerNames(),
                channel.secretNames(),
                channel.template(),
                health,
                channel.createdAt(),
                channel.updatedAt());
    }
}
