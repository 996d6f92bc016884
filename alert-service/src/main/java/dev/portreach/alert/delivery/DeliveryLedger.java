package dev.portreach.alert.delivery;

import dev.portreach.alert.channel.Channel;
import dev.portreach.alert.channel.ChannelType.Audience;
import dev.portreach.alert.payload.Message;
import dev.portreach.alert.payload.Notice;
import dev.portreach.contracts.incident.Incident;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Writes down what is to be told, rendered, so that every attempt sends the same bytes. */
@ApplicationScoped
public class DeliveryLedger {

    private static final int NOTICES_PER_VERSION = 4;

    private final DeliveryRepository deliveries;
    private final DeliveryConfig config;
    private final InstantSource clock;

    DeliveryLedger(DeliveryRepository deliveries, DeliveryConfig config, InstantSource clock) {
        this.deliveries = deliveries;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Takes part in the caller's transaction.
     *
     * @param acknowledged who looks after it, as a line; null if nobody does
     */
    public void write(Channel channel, Incident incident, List<NoticePlan.Planned> notices, String acknowledged) {
        long ordinal = incident.version() * NOTICES_PER_VERSION;
        for (NoticePlan.Planned planned : notices) {
            if (tells(channel.type().audience(), planned.notice())) {
                Message message =
                        Message.of(planned.notice(), planned.key(), incident).with(acknowledged);
                write(channel, message, incident.version(), ordinal);
            }
            ordinal++;
        }
    }

    /** Tells that somebody looks after an incident, after all that is said of the version that it has. */
    public void writeAcknowledged(Channel channel, Incident incident, String key, String acknowledged) {
        write(
                channel,
                Message.of(Notice.ACKNOWLEDGED, key, incident).with(acknowledged),
                incident.version(),
                incident.version() * NOTICES_PER_VERSION + NOTICES_PER_VERSION - 1);
    }

    /**
     * A message that no incident's version makes; takes part in the caller's transaction.
     *
     * @return the delivery's id
     */
    UUID write(Channel channel, Message message) {
        return write(channel, message, 0, clock.instant().toEpochMilli());
    }

    private UUID write(Channel channel, Message message, long version, long ordinal) {
        String payload = Payloads.render(Payloads.Shape.of(channel, config), message);
        Delivery delivery = new Delivery(message, version, channel.id(), ordinal, payload, clock.instant());
        deliveries.persist(delivery);
        return delivery.id();
    }

    private static boolean tells(Audience audience, Notice notice) {
        return notice != Notice.CAUSE_CHANGED || audience == Audience.MACHINE;
    }
}
