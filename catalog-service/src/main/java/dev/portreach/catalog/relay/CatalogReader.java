package dev.portreach.catalog.relay;

import dev.portreach.catalog.assignment.AssignmentRenderer;
import dev.portreach.catalog.boot.ProbingConfig;
import dev.portreach.catalog.component.ComponentEntity;
import dev.portreach.catalog.component.ComponentRepository;
import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.endpoint.EndpointEntity;
import dev.portreach.catalog.endpoint.EndpointRepository;
import dev.portreach.catalog.policy.PolicyEntity;
import dev.portreach.catalog.policy.PolicyRepository;
import dev.portreach.catalog.site.AgentRepository;
import dev.portreach.catalog.site.SiteEntity;
import dev.portreach.catalog.site.SiteRepository;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Reads all that assignments are rendered from, in the caller's transaction. */
@Singleton
public class CatalogReader {

    private final ComponentRepository components;
    private final PolicyRepository policies;
    private final EndpointRepository endpoints;
    private final SiteRepository sites;
    private final AgentRepository agents;

    CatalogReader(
            ComponentRepository components,
            PolicyRepository policies,
            EndpointRepository endpoints,
            SiteRepository sites,
            AgentRepository agents) {
        this.components = components;
        this.policies = policies;
        this.endpoints = endpoints;
        this.sites = sites;
        this.agents = agents;
    }

    public CatalogView read() {
        return CatalogView.of(
                        components.streamAll().map(ComponentEntity::toItem).toList(),
                        policies.streamAll().map(PolicyEntity::toItem).toList(),
                        endpoints.streamAll().map(EndpointEntity::toItem).toList())
                .with(sites.streamAll().map(SiteEntity::toItem).toList(), agents.bySite());
    }

    @Produces
    @Singleton
    static AssignmentRenderer renderer(ProbingConfig probing) {
        return new AssignmentRenderer(probing.interval(), probing.deadline());
    }
}
