package dev.portreach.catalog.effective;

import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.site.Site;
import java.util.Optional;

/**
 * A component's way to a site: probed from the agents at the component's host (the vantage) to an agent at the site (the
 * subject), which listens for that.
 */
record OutboundRow(Site subject, Endpoint endpoint) {

    /** Why it cannot be probed; empty if it can. */
    Optional<String> fault(CatalogView catalog) {
        if (endpoint.site() == null) {
            return Optional.of("endpoint %s names no site whose agents stand at its host".formatted(endpoint.id()));
        }
        if (catalog.agentsOf(endpoint.site()).isEmpty()) {
            return Optional.of("no agent is enrolled at site %s".formatted(endpoint.site()));
        }
        if (subject.agentAddress() == null) {
            return Optional.of(
                    "site %s has no agentAddress, at which the core reaches its agents".formatted(subject.id()));
        }
        if (catalog.agentsOf(subject.id()).isEmpty()) {
            return Optional.of("no agent is enrolled at site %s".formatted(subject.id()));
        }
        return Optional.empty();
    }
}
