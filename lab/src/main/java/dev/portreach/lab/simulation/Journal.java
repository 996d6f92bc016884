package dev.portreach.lab.simulation;

import dev.portreach.alert.correlation.IncidentEntry;
import dev.portreach.alert.correlation.IncidentSink;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the correlator told of incidents. */
final class Journal implements IncidentSink {

    /** A message that goes out: an opening, or another cause of an incident that is open. */
    record Page(Instant at, IncidentChange change, String incident, Blame blame) {}

    private final Map<String, Said> open = new LinkedHashMap<>();
    private final Map<String, Set<Blame>> told = new HashMap<>();
    private final Map<Blame, String> openings = new HashMap<>();
    private final List<Page> pages = new ArrayList<>();
    private int repeats;
    private boolean changed;

    @Override
    public void publish(Incident incident) {
        changed = true;
        Said said = Said.of(incident);
        if (incident.status() != IncidentStatus.OPEN) {
            open.remove(incident.id());
            return;
        }
        boolean paged = open.put(incident.id(), said) == null || incident.change() == IncidentChange.CAUSE_CHANGED;
        if (paged) {
            pages.add(new Page(incident.updatedAt(), incident.change(), incident.id(), said.blame()));
            boolean repeated =
                    !told.computeIfAbsent(incident.id(), id -> new HashSet<>()).add(said.blame());
            String earlier = openings.put(said.blame(), incident.id());
            repeats += repeated || (earlier != null && !earlier.equals(incident.id())) ? 1 : 0;
        }
    }

    List<Said> open() {
        return List.copyOf(open.values());
    }

    boolean isQuiet() {
        return open.isEmpty();
    }

    List<Page> pages() {
        return List.copyOf(pages);
    }

    /** Messages of which the cause had been told before. */
    int repeats() {
        return repeats;
    }

    /** Whether anything was published since this was last asked. */
    boolean hasChanged() {
        boolean since = changed;
        changed = false;
        return since;
    }

    @Override
    public void save(IncidentEntry entry) {}

    @Override
    public void forget(String id) {}
}
