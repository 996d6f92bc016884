package dev.portreach.catalog.firewall;

import dev.portreach.catalog.assignment.CatalogView;
import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.site.Site;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.port.Ports;
import java.util.ArrayList;
import java.util.List;

/**
 * One policy at one endpoint, as it holds for a site: the one place where firewall requests learn what does.
 *
 * @param key by which checks name it
 * @param ports at this endpoint
 */
record NeededRow(
        Component component, PortPolicy policy, Endpoint endpoint, String key, Expectation expectation, Ports ports) {

    /** Every row of the components that the site needs, but those from the site to itself. */
    static List<NeededRow> of(Site site, CatalogView catalog) {
        List<NeededRow> rows = new ArrayList<>();
        for (Component component : catalog.components().values()) {
            if (site.needs(component.id())) {
                for (PortPolicy policy : catalog.policies().getOrDefault(component.id(), List.of())) {
                    for (Endpoint endpoint : catalog.endpoints().getOrDefault(component.id(), List.of())) {
                        if (policy.direction() != Direction.OUTBOUND
                                || !site.id().equals(endpoint.site())) {
                            rows.add(row(component, policy, endpoint));
                        }
                    }
                }
            }
        }
        return rows;
    }

    private static NeededRow row(Component component, PortPolicy policy, Endpoint endpoint) {
        return new NeededRow(
                component,
                policy,
                endpoint,
                policy.key(),
                policy.expectation(),
                endpoint.portOverrides().getOrDefault(policy.key(), policy.ports()));
    }

    Way way() {
        return policy.direction() == Direction.OUTBOUND ? Way.TO_SITE : Way.FROM_SITE;
    }
}
