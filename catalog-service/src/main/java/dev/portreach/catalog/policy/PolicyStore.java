package dev.portreach.catalog.policy;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.endpoint.EndpointRepository;
import dev.portreach.catalog.site.SiteRepository;
import dev.portreach.catalog.site.StoredReferences;
import dev.portreach.catalog.store.CatalogStore;
import dev.portreach.catalog.store.ChangeJournal;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Port policies with what refers to them. */
@Singleton
public class PolicyStore extends CatalogStore<PortPolicy, PolicyEntity> {

    private final StoredReferences references;
    private final EndpointRepository endpoints;
    private final SiteRepository sites;

    public PolicyStore(
            PolicyRepository rows,
            StoredReferences references,
            EndpointRepository endpoints,
            SiteRepository sites,
            ChangeJournal journal,
            DataSource database,
            InstantSource clock) {
        super("policy", "key", rows, PolicyEntity::new, journal, database, clock);
        this.references = references;
        this.endpoints = endpoints;
        this.sites = sites;
    }

    @Override
    protected void checkReferences(PortPolicy item, Optional<PortPolicy> before, Violations violations) {
        item.checkReferences(references, violations);
        before.filter(old -> !old.component().equals(item.component()))
                .map(this::usersOf)
                .filter(users -> !users.isEmpty())
                .ifPresent(users -> violations.add(
                        "component", "cannot change while it is overridden by %s".formatted(String.join(", ", users))));
    }

    @Override
    public List<String> usersOf(PortPolicy item) {
        Stream<String> byEndpoints = endpoints.ofComponent(item.component()).stream()
                .filter(endpoint -> endpoint.portOverrides().containsKey(item.key()))
                .map(endpoint -> "endpoint " + endpoint.id());
        Stream<String> bySites = sites.overriding(item.key()).stream().map(site -> "site " + site);
        return Stream.concat(byEndpoints, bySites).toList();
    }

    @Override
    protected Collection<String> sitesReachedBy(PortPolicy item) {
        return sites.reachedBy(item.component());
    }
}
