package dev.portreach.catalog.assignment;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.effective.EffectiveRow;
import dev.portreach.catalog.effective.EffectiveRows;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.site.Site;
import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedListener;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.port.Ports;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Renders where a site's agents listen: for outbound rows to their site, and for components at whose hosts they stand. */
record ListenerRenderer(CatalogView catalog, Instant now) {

    /** In order of id. */
    List<AssignedListener> listenersOf(Site site) {
        Stream<AssignedListener> outbound = EffectiveRows.of(site, Direction.OUTBOUND, catalog, now).stream()
                .filter(row -> row.isProbed() && !row.policy().needsNoListener())
                .map(row -> listener(
                        row.key(),
                        row,
                        row.ports().value(),
                        catalog.agentsOf(row.endpoint().site())));
        return Stream.concat(outbound, atHostsOf(site))
                .filter(listener -> !listener.challengers().isEmpty())
                .sorted(Comparator.comparing(AssignedListener::id))
                .toList();
    }

    private Stream<AssignedListener> atHostsOf(Site site) {
        return catalog.components().values().stream().flatMap(component -> catalog.endpointsOf(component).stream()
                .filter(endpoint -> site.id().equals(endpoint.site()) && endpoint.hasResponder(now))
                .flatMap(endpoint -> catalog.policiesOf(component).stream()
                        .flatMap(policy -> inPlaceOf(component, policy, endpoint))));
    }

    /** Listens at what any site takes the component's ports to be. */
    private Stream<AssignedListener> inPlaceOf(Component component, PortPolicy policy, Endpoint endpoint) {
        List<EffectiveRow> rows = catalog.sitesNeeding(component, endpoint).stream()
                .flatMap(site -> EffectiveRows.of(site, component, policy, endpoint, catalog, now).stream())
                .filter(row -> row.responded() && row.isProbed())
                .toList();
        if (rows.isEmpty()) {
            return Stream.empty();
        }
        Ports ports = Ports.ofRanges(rows.stream()
                .flatMap(row -> row.ports().value().ranges().stream())
                .toList());
        List<AssignedAgent> challengers = rows.stream()
                .flatMap(row -> catalog.agentsOf(row.site().id()).stream())
                .toList();
        return Stream.of(listener(policy.key(), rows.get(0), ports, challengers));
    }

    private static AssignedListener listener(
            String key, EffectiveRow row, Ports ports, List<AssignedAgent> challengers) {
        return new AssignedListener(
                AssignedListener.id(row.endpoint().id(), key),
                row.policy().protocol(),
                ports.toString(),
                null,
                challengers);
    }
}
