package dev.portreach.alert.delivery;

import dev.portreach.alert.payload.Notice;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a new version of an incident makes us say. Versions may be missing, as the topic is compacted: what counts is the
 * difference between what was known and what is.
 *
 * @param opening the incident's opening that this version belongs to, from 1
 * @param notices in the order in which they are to be delivered
 */
public record NoticePlan(int opening, List<Planned> notices) {

    /**
     * One thing to say.
     *
     * @param key the same for the same thing, whenever and however often it is planned
     */
    public record Planned(Notice notice, String key) {}

    public static NoticePlan of(Optional<Known> before, Incident now) {
        boolean wasOpen = before.map(Known::open).orElse(false);
        boolean open = now.status() == IncidentStatus.OPEN;
        boolean absorbed = now.change() == IncidentChange.ABSORBED;
        boolean firstSeen = before.isEmpty();
        boolean opens = !wasOpen && (open || firstSeen);
        int opening = before.map(Known::opening).orElse(0) + (opens ? 1 : 0);

        List<Planned> notices = new ArrayList<>();
        if (opens && !absorbed) {
            notices.add(opening(now.id(), opening));
        }
        if (wasOpen && open && now.change() == IncidentChange.CAUSE_CHANGED) {
            notices.add(new Planned(
                    Notice.CAUSE_CHANGED, "%s:%s:%d".formatted(now.id(), Notice.CAUSE_CHANGED, now.version())));
        }
        if (!open && !absorbed && (wasOpen || firstSeen)) {
            notices.add(new Planned(Notice.RESOLVED, "%s:%s:%d".formatted(now.id(), Notice.RESOLVED, opening)));
        }
        return new NoticePlan(opening, List.copyOf(notices));
    }

    /** The notice of an opening. */
    public static Planned opening(String incident, int opening) {
        return new Planned(Notice.OPENED, "%s:%s:%d".formatted(incident, Notice.OPENED, opening));
    }

    /** Nothing new to say. */
    public static NoticePlan nothing(int opening) {
        return new NoticePlan(opening, List.of());
    }
}
