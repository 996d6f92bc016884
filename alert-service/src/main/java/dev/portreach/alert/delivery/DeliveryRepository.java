package dev.portreach.alert.delivery;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The ledger's rows. */
@ApplicationScoped
public class DeliveryRepository implements PanacheRepositoryBase<Delivery, UUID> {

    /** All notices of an incident, in order of telling. */
    public List<DeliveryView> ofIncident(String incident) {
        return find("incidentId = ?1 order by ordinal, channelId", incident).stream()
                .map(Delivery::view)
                .toList();
    }
}
