package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a correlator publishes and saves. */
final class Journal implements IncidentSink {

    final List<Incident> published = new ArrayList<>();
    final Map<String, IncidentEntry> entries = new LinkedHashMap<>();

    @Override
    public void publish(Incident incident) {
        published.add(incident);
    }

    @Override
    public void save(IncidentEntry entry) {
        entries.put(entry.published().id(), entry);
    }

    @Override
    public void forget(String id) {
        entries.remove(id);
    }

    List<IncidentChange> changes() {
        return published.stream().map(Incident::change).toList();
    }

    Incident last() {
        return published.get(published.size() - 1);
    }

    List<Incident> open() {
        Map<String, Incident> last = new LinkedHashMap<>();
        published.forEach(incident -> last.put(incident.id(), incident));
        return last.values().stream()
                .filter(incident -> incident.status() == IncidentStatus.OPEN)
                .toList();
    }
}
