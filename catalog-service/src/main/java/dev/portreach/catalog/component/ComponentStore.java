package dev.portreach.catalog.component;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.endpoint.EndpointRepository;
import dev.portreach.catalog.policy.PolicyRepository;
import dev.portreach.catalog.site.SiteRepository;
import dev.portreach.catalog.site.StoredReferences;
import dev.portreach.catalog.store.CatalogStore;
import dev.portreach.catalog.store.ChangeJournal;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Components with what refers to them. */
@Singleton
public class ComponentStore extends CatalogStore<Component, ComponentEntity> {

    private final PolicyRepository policies;
    private final EndpointRepository endpoints;
    private final SiteRepository sites;
    private final StoredReferences references;

    public ComponentStore(
            ComponentRepository rows,
            PolicyRepository policies,
            EndpointRepository endpoints,
            SiteRepository sites,
            StoredReferences references,
            ChangeJournal journal,
            DataSource database,
            InstantSource clock) {
        super("component", "id", rows, ComponentEntity::new, journal, database, clock);
        this.policies = policies;
        this.endpoints = endpoints;
        this.sites = sites;
        this.references = references;
    }

    @Override
    protected void checkReferences(Component item, Optional<Component> before, Violations violations) {
        item.checkReferences(references, violations);
    }

    @Override
    public List<String> usersOf(Component item) {
        List<String> users = new ArrayList<>();
        policies.ofComponents(List.of(item.id())).forEach(policy -> users.add("policy " + policy.key()));
        endpoints.ofComponent(item.id()).forEach(endpoint -> users.add("endpoint " + endpoint.id()));
        sites.naming(item.id()).forEach(site -> users.add("site " + site));
        return users;
    }

    @Override
    protected Collection<String> sitesReachedBy(Component item) {
        return sites.reachedBy(item.id());
    }
}
