package dev.portreach.alert.delivery;

import dev.portreach.alert.channel.Channel;
import dev.portreach.alert.channel.ChannelRepository;
import dev.portreach.alert.channel.ChannelState;
import dev.portreach.alert.channel.ChannelStates;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Not well while a channel does not take messages. The service is ready all the same: what detects must not be stopped for
 * what tells.
 */
@Wellness
@ApplicationScoped
public class ChannelsCheck implements HealthCheck {

    private static final List<String> BAD = List.of("dead", "locked");

    private final ChannelRepository channels;
    private final ChannelStates states;

    ChannelsCheck(ChannelRepository channels, ChannelStates states) {
        this.channels = channels;
        this.states = states;
    }

    @Override
    @Transactional
    public HealthCheckResponse call() {
        List<Channel> enabled = channels.enabled();
        Map<String, ChannelState> health = states.of(enabled);
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("channels").up();
        enabled.stream()
                .filter(channel -> BAD.contains(health.get(channel.id()).state()))
                .forEach(channel -> response.down()
                        .withData(channel.id(), health.get(channel.id()).state()));
        return response.build();
    }
}
