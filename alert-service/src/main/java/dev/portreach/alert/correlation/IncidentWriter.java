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
     * @param reason why there is a new version
     */
    Incident open(
            String id,
            Incident before,
            IncidentChange change,
            String reason,
            Explanation explanation,
            List<String> absorbed,
            Instant now);

    /** An open incident whose members come and go: what is known of it stays as it was. */
    Incident flapping(Incident before, String reason, Instant now);

    /** The last version: the cause is gone, or another incident explains it. */
    Incident close(Incident before, IncidentChange change, String reason, Instant now);
}
