package dev.portreach.alert.matcher;

import dev.portreach.alert.payload.Gravity;
import dev.portreach.contracts.WireName;
import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.Incident.AffectedCheck;
import dev.portreach.contracts.incident.Incident.Responsible;
import dev.portreach.contracts.state.CheckScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an incident is about, check by check: a silence for Lyon must not mute what Paris suffers from the same cause, and
 * the people of either are told. An incident shows its first checks only; of sites and components that only the others
 * have, no more than the name is known.
 */
public final class IncidentLabels {

    private static final Map<String, String> NAMES_IN_CAUSES = Map.of("ports", "port");

    private IncidentLabels() {}

    /** At least one. */
    public static Set<Labels> of(Incident incident) {
        Map<String, List<String>> common = common(incident);
        Map<String, Responsible> responsible = new HashMap<>();
        incident.responsible().forEach(who -> responsible.put(who.site(), who));
        Set<Labels> all = new LinkedHashSet<>();
        Set<String> unseenSites = new LinkedHashSet<>(incident.sites());
        Set<String> unseenComponents = new LinkedHashSet<>(incident.components());
        for (AffectedCheck check : incident.checks()) {
            if (check.scope() != null) {
                all.add(ofCheck(check.scope(), common, responsible));
                unseenSites.remove(check.scope().subject());
                unseenComponents.remove(check.scope().component());
            }
        }
        if (all.isEmpty()) {
            return withoutChecks(incident, common, responsible);
        }
        unseenSites.forEach(site -> all.add(ofSite(site, null, common, responsible.get(site))));
        unseenComponents.forEach(component -> all.add(ofSite(null, component, common, null)));
        return all;
    }

    private static Set<Labels> withoutChecks(
            Incident incident, Map<String, List<String>> common, Map<String, Responsible> responsible) {
        Set<Labels> all = new LinkedHashSet<>();
        for (String site : orNone(incident.sites())) {
            for (String component : orNone(incident.components())) {
                all.add(ofSite(site, component, common, responsible.get(site)));
            }
        }
        return all;
    }

    private static List<String> orNone(List<String> names) {
        return names.isEmpty() ? Collections.singletonList(null) : names;
    }

    private static Map<String, List<String>> common(Incident incident) {
        Map<String, List<String>> common = new HashMap<>();
        incident.cause().scope().forEach((name, value) -> {
            String known = NAMES_IN_CAUSES.getOrDefault(name, name);
            if (Labels.isKnown(known)) {
                common.put(known, List.of(known.equals("port") ? value.replaceFirst("^[a-z]+/", "") : value));
            }
        });
        common.put("cause", List.of(incident.cause().kind().wireName()));
        common.put("severity", List.of(Gravity.of(incident).wireName()));
        return common;
    }

    private static Labels ofCheck(
            CheckScope scope, Map<String, List<String>> common, Map<String, Responsible> responsible) {
        Map<String, List<String>> labels = new HashMap<>(common);
        scope.labels().forEach((name, value) -> labels.put(Labels.OF_SITE + name, List.of(value)));
        put(labels, "site", scope.subject());
        put(labels, "vantage", scope.vantage());
        put(labels, "region", scope.region());
        put(labels, "access", scope.access() == null ? null : WireName.of(scope.access()));
        put(labels, "component", scope.component());
        put(labels, "endpoint", scope.endpoint());
        put(labels, "host", scope.host());
        put(labels, "policy", scope.policy());
        if (!common.containsKey("port") && scope.ports() != null) {
            put(labels, "port", scope.ports().toString());
        }
        putResponsible(labels, responsible.get(scope.subject()));
        return Labels.ofLists(labels);
    }

    private static Labels ofSite(String site, String component, Map<String, List<String>> common, Responsible who) {
        Map<String, List<String>> labels = new HashMap<>(common);
        put(labels, "site", site);
        put(labels, "component", component);
        putResponsible(labels, who);
        return Labels.ofLists(labels);
    }

    private static void put(Map<String, List<String>> labels, String name, String value) {
        if (value != null) {
            labels.put(name, List.of(value));
        }
    }

    private static void putResponsible(Map<String, List<String>> labels, Responsible who) {
        if (who == null) {
            return;
        }
        put(labels, "contact", who.contact());
        List<String> names = new ArrayList<>();
        Set<String> owners = new HashSet<>();
        for (EnforcementPoint point : who.enforcementPoints()) {
            names.add(point.name());
            owners.add(point.owner());
        }
        labels.put("enforcement-point", names);
        labels.put("owner", new ArrayList<>(owners));
    }
}
