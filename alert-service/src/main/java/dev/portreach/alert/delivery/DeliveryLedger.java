package dev.portreach.alert.delivery;

import dev.portreach.alert.channel.Channel;
import dev.portreach.alert.channel.ChannelType;
import dev.portreach.contracts.incident.Incident;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** Writes down what is to be told, rendered, so that every attempt sends the same bytes. */
@ApplicationScoped
public class DeliveryLedger {

    private static final int NOTICES_PER_VERSION = 4;

    private final DeliveryRepository deliveries;
    private final InstantSource clock;

    DeliveryLedger(DeliveryRepository deliveries, InstantSource clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Takes part in the caller's transaction. */
    public void write(Channel channel, Incident incident, List<NoticePlan.Planned> notices) {
        long ordinal = incident.version() * NOTICES_PER_VERSION;
        for (NoticePlan.Planned planned : notices) {
            if (tells(channel.type(), planned.notice())) {
                String payload = Payloads.render(channel.type(), planned.notice(), planned.key(), incident);
                deliveries.persist(new Delivery(incident, planned, channel.id(), ordinal, payload, clock.instant()));
            }
            ordinal++;
        }
    }

    private static boolean tells(ChannelType type, Notice notice) {
        return notice != Notice.CAUSE_CHANGED || type == ChannelType.JSON;
    }
}
