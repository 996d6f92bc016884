package dev.portreach.alert.live;

import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.state.Transition;
import java.util.Arrays;

/**
 * Which events a client wants.
 *
 * @param kind one of the two; null for both
 * @param site only what concerns it; null for all
 */
record LiveFilter(String kind, String site) {

    static final String INCIDENT = "incident";
    static final String TRANSITION = "transition";

    boolean wants(Incident incident) {
        return !TRANSITION.equals(kind)
                && (site == null
                        || incident.sites().contains(site)
                        || site.equals(incident.cause().scope().get("site")));
    }

    /** A check's id begins with the site that probes and the site whose access is proven. */
    boolean wants(Transition transition) {
        return !INCIDENT.equals(kind)
                && (site == null
                        || Arrays.stream(transition.check().split(":", 3))
                                .limit(2)
                                .anyMatch(site::equals));
    }
}
