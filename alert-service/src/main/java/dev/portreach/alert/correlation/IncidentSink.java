package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Incident;

/** Where stage 2 keeps and publishes incidents. All calls of one round take effect together or not at all. */
public interface IncidentSink {

    void publish(Incident incident);

    void save(IncidentEntry entry);

    /** The incident is over for so long that nothing refers to it any more. */
    void forget(String id);
}
