package dev.portreach.alert.incident;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.portreach.alert.acknowledge.AcknowledgementView;
import dev.portreach.alert.delivery.DeliveryView;
import dev.portreach.contracts.incident.Incident;
import java.util.List;

/**
 * The whole incident, and what people did about it.
 *
 * @param silencedBy what mutes it now; empty if nothing does, or it is over
 * @param acknowledgement who looks after it; absent if nobody does
 * @param deliveries who was told of it; absent in lists
 */
public record IncidentView(
        @JsonUnwrapped Incident incident,
        List<String> silencedBy,
        AcknowledgementView acknowledgement,
        List<DeliveryView> deliveries) {}
