package dev.portreach.alert.incident;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.portreach.alert.delivery.DeliveryView;
import dev.portreach.contracts.incident.Incident;
import java.util.List;

/** The whole incident, and who was told of it. */
public record IncidentView(@JsonUnwrapped Incident incident, List<DeliveryView> deliveries) {}
