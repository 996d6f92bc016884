package dev.portreach.catalog.relay;

import dev.portreach.catalog.assignment.AssignmentRenderer;
import dev.portreach.catalog.boot.ProbingConfig;
import dev.portreach.catalog.component.ComponentStore;
import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.endpoint.EndpointStore;
import dev.portreach.catalog.policy.PolicyStore;
import dev.portreach.catalog.site.AgentRepository;
import dev.portreach.catalog.site.SiteStore;
import dev.portreach.catalog.store.Filter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Reads all that assignments are rendered from, in the caller's transaction. */
@Singleton
public class CatalogReader {

    private final ComponentStore components;
    private final PolicyStore policies;
    private final EndpointStore endpoints;
    private final SiteStore sites;
    private final AgentRepository agents;

    CatalogReader(
            ComponentStore components,
            PolicyStore policies,
            EndpointStore endpoints,
            SiteStore sites,
            AgentRepository agents) {
        this.components = components;
        this.policies = policies;
        this.endpoints = endpoints;
        this.sites = sites;
        this.agents = agents;
    }

    public CatalogView read() {
        Filter all = new Filter();
        return CatalogView.of(
                        components.all(all).toList(),
                        policies.all(all).toList(),
                        endpoints.all(all).toList())
                .with(sites.all(all).toList(), agents.bySite());
    }

    @Produces
    @Singleton
    static AssignmentRenderer renderer(ProbingConfig probing) {
        return new AssignmentRenderer(probing.interval(), probing.deadline());
    }
}
