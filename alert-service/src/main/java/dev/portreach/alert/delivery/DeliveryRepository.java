package dev.portreach.alert.delivery;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The ledger's rows. */
@ApplicationScoped
public class DeliveryRepository implements PanacheRepositoryBase<Delivery, UUID> {

    /** Channels that a notice was, or is being, told to. */
    public Set<String> channelsOf(String key) {
        return find("idempotencyKey = ?1 and state <> 'cancelled'", key).stream()
                .map(Delivery::channelId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All notices of an incident, in order of telling. */
    public List<DeliveryView> ofIncident(String incident) {
        return find("incidentId = ?1 order by ordinal, channelId", incident).stream()
                .map(Delivery::view)
                .toList();
    }
}
