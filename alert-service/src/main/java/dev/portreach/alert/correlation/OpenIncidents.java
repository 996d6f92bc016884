package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The open incidents, found by cause and by member; the oldest first. */
final class OpenIncidents {

    private static final Comparator<OpenIncident> BY_AGE = Comparator.comparing(
                    (OpenIncident incident) -> incident.published().openedAt())
            .thenComparing(OpenIncident::id);

    private final TreeSet<OpenIncident> all = new TreeSet<>(BY_AGE);
    private final Map<Cause, OpenIncident> byCause = new HashMap<>();
    private final Map<String, List<OpenIncident>> byMember = new HashMap<>();

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<OpenIncident> snapshot() {
        return new ArrayList<>(all);
    }

    void add(OpenIncident incident) {
        all.add(incident);
        byCause.put(incident.cause(), incident);
        incident.members().forEach(member -> link(member, incident));
    }

    void remove(OpenIncident incident) {
        all.remove(incident);
        byCause.remove(incident.cause(), incident);
        incident.members().forEach(member -> unlink(member, incident));
    }

    /** A new version with the members that it explains. */
    void publish(
            OpenIncident incident,
            Incident next,
            Set<String> explained,
            Function<String, Standing> standings,
            Instant now) {
        for (String member : incident.left(next, explained)) {
            drop(incident, member);
        }
        byCause.remove(incident.cause(), incident);
        incident.published(next);
        byCause.put(next.cause(), incident);
        join(incident, explained, standings, now);
    }

    /** Takes in members that have joined since. @return whether there were any */
    boolean join(OpenIncident incident, Set<String> explained, Function<String, Standing> standings, Instant now) {
        boolean more = false;
        for (String member : explained) {
            if (!incident.members().contains(member)) {
                Standing standing = standings.apply(member);
                incident.note(member, standing == null ? Standing.UNKNOWN : standing, now);
                link(member, incident);
                more = true;
            }
        }
        incident.joined(explained);
        return more;
    }

    /** @param standings standing of a member, null if there is no such member any more */
    void note(String member, Function<String, Standing> standings, Instant now) {
        List<OpenIncident> concerned = byMember.get(member);
        if (concerned == null) {
            return;
        }
        Standing standing = standings.apply(member);
        for (OpenIncident incident : concerned) {
            if (standing == null) {
                drop(incident, member);
            } else {
                incident.note(member, standing, now);
            }
        }
    }

    private void drop(OpenIncident incident, String member) {
        incident.drop(member);
        unlink(member, incident);
    }

    private void link(String member, OpenIncident incident) {
        List<OpenIncident> only = List.of(incident);
        byMember.merge(member, only, (before, more) -> {
            List<OpenIncident> all = new ArrayList<>(before);
            all.addAll(more);
            return List.copyOf(all);
        });
    }

    private void unlink(String member, OpenIncident incident) {
        byMember.computeIfPresent(member, (same, before) -> {
            List<OpenIncident> rest =
                    before.stream().filter(each -> each != incident).toList();
            return rest.isEmpty() ? null : rest;
        });
    }

    /** The incident about this cause, as far as the evidence can tell, null if there is none. */
    OpenIncident about(Explanation explanation) {
        OpenIncident same = byCause.get(explanation.cause());
        for (int i = 0; same == null && i < explanation.indistinguishable().size(); i++) {
            same = byCause.get(explanation.indistinguishable().get(i));
        }
        return same;
    }

    /** The incident about the same place at other ports, with members of this explanation; null if there is none. */
    OpenIncident aboutOtherPorts(Explanation explanation) {
        if (!explanation.cause().scope().containsKey("ports")) {
            return null;
        }
        return concerned(explanation.failing()).stream()
                .filter(incident -> differsInPortsOnly(incident.cause(), explanation.cause()))
                .findFirst()
                .orElse(null);
    }

    /** A range that grows or shrinks is still the same trouble. */
    private static boolean differsInPortsOnly(Cause one, Cause other) {
        return one.kind() == other.kind() && withoutPorts(one).equals(withoutPorts(other));
    }

    private static Map<String, String> withoutPorts(Cause cause) {
        Map<String, String> scope = new TreeMap<>(cause.scope());
        scope.computeIfPresent("ports", (key, ports) -> ports.substring(0, ports.indexOf('/') + 1));
        return scope;
    }

    /** Incidents that have any of these among their members, the oldest first. */
    Collection<OpenIncident> concerned(Set<String> members) {
        Set<OpenIncident> concerned = new TreeSet<>(BY_AGE);
        if (byMember.isEmpty()) {
            return concerned;
        }
        for (String member : members) {
            concerned.addAll(byMember.getOrDefault(member, List.of()));
        }
        return concerned;
    }
}
