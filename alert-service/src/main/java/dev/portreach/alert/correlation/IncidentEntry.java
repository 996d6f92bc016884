package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What is kept of an incident across restarts.
 *
 * @param format version of this record's shape; 1 knew neither turns nor flapping
 * @param published last published version
 * @param members ids of what it has explained since its cause was chosen
 * @param turns when it began, was over, began again and so on, the last ones
 * @param flapping whether it stays open because it comes and goes
 * @param well whether it was over at the last turn
 */
public record IncidentEntry(
        int format, Incident published, Set<String> members, List<Instant> turns, boolean flapping, boolean well) {

    public static final int FORMAT = 2;

    public IncidentEntry {
        members = members == null ? Set.of() : Set.copyOf(members);
        turns = turns == null ? List.of() : List.copyOf(turns);
    }
}
