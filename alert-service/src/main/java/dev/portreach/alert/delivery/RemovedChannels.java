package dev.portreach.alert.delivery;

import dev.portreach.alert.channel.ChannelService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What a deleted channel has not been told is cancelled, in the same transaction; the rows stay. */
@ApplicationScoped
public class RemovedChannels {

    private final DeliveryRepository deliveries;

    RemovedChannels(DeliveryRepository deliveries) {
        this.deliveries = deliveries;
    }

    void cancel(@Observes ChannelService.Removed removed) {
        deliveries.update("state = 'cancelled' where channelId = ?1 and state = 'pending'", removed.id());
    }
}
