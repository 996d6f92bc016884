package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Incident;
import java.util.Set;

/**
 * What is kept of an incident across restarts.
 *
 * @param format version of this record's shape
 * @param published last published version
 * @param members ids of what it has explained since its cause was chosen
 */
public record IncidentEntry(int format, Incident published, Set<String> members) {

    public static final int FORMAT = 1;

    public IncidentEntry {
        members = members == null ? Set.of() : Set.copyOf(members);
    }
}
