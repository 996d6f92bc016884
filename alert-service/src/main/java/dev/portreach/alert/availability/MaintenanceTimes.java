package dev.portreach.alert.availability;

import dev.portreach.alert.history.CheckDirectory;
import dev.portreach.alert.maintenance.Past;
import dev.portreach.alert.matcher.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which time of which check was maintenance. A window that asks for what is not known of a check, as for the cause of an
 * incident, is not applied to it, and named: were the label taken for absent, a negative condition would hold for every check.
 */
final class MaintenanceTimes {

    private final List<Past> windows;
    private final Set<String> notApplied = new TreeSet<>();

    MaintenanceTimes(List<Past> windows) {
        this.windows = windows;
    }

    /** Ids of windows that were not applied to some check so far. */
    Set<String> notApplied() {
        return notApplied;
    }

    /** @param site whose access the check proves; null if nothing is known of it */
    Exclusions of(CheckDirectory.Entry check, CheckDirectory.Site site) {
        if (windows.isEmpty()) {
            return Exclusions.NONE;
        }
        Map<String, String> known = known(check, site);
        Labels labels = Labels.of(known);
        List<Exclusions.Stretch> stretches = new ArrayList<>();
        for (Past window : windows) {
            if (!window.matchers().labels().stream().allMatch(label -> isKnown(label, known, site))) {
                notApplied.add(window.id());
            } else if (window.matchers().match(labels)) {
                window.openings()
                        .forEach(opening -> stretches.add(new Exclusions.Stretch(
                                opening.from().toEpochMilli(), opening.to().toEpochMilli())));
            }
        }
        return Exclusions.of(stretches);
    }

    private static boolean isKnown(String label, Map<String, String> known, CheckDirectory.Site site) {
        return known.containsKey(label) || (site != null && label.startsWith(Labels.OF_SITE));
    }

    private static Map<String, String> known(CheckDirectory.Entry check, CheckDirectory.Site site) {
        Map<String, String> known = new HashMap<>();
        known.put("site", check.subject());
        known.put("vantage", check.vantage());
        known.put("component", check.component());
        if (check.host() != null) {
            known.put("host", check.host());
            known.put("port", check.ports());
        }
        String[] parts = check.id().split(":", 4);
        if (parts.length == 4) {
            known.put("endpoint", parts[2]);
            known.put("policy", parts[3]);
        }
        if (site != null) {
            known.put("region", site.region());
            known.put("access", site.access());
            site.labels().forEach((name, value) -> known.put(Labels.OF_SITE + name, value));
        }
        return known;
    }
}
