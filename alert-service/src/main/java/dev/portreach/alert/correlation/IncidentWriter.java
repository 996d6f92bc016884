package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import java.time.Instant;
import java.util.List;

/** Writes down what is known of an incident. */
interface IncidentWriter {

    /**
     * A new version of an open incident.
     *
     * @param before last version, null for the first
     */
    Incident open(
            String id,
            Incident before,
            IncidentChange change,
            Explanation explanation,
            List<String> absorbed,
            Instant now);

    /** The last version: the cause is gone, or another incident explains it. */
    Incident close(Incident before, IncidentChange change, String note, Instant now);
}
