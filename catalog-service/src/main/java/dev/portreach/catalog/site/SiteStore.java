package dev.portreach.catalog.site;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.component.ComponentRepository;
import dev.portreach.catalog.endpoint.EndpointEntity;
import dev.portreach.catalog.endpoint.EndpointRepository;
import dev.portreach.catalog.policy.PolicyEntity;
import dev.portreach.catalog.policy.PolicyRepository;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.store.CatalogStore;
import dev.portreach.catalog.store.ChangeJournal;
import dev.portreach.contracts.policy.Direction;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Sites with what refers to them. */
@Singleton
public class SiteStore extends CatalogStore<Site, SiteEntity> {

    private final SiteRepository sites;
    private final ComponentRepository components;
    private final EndpointRepository endpoints;
    private final PolicyRepository policies;

    public SiteStore(
            SiteRepository rows,
            ComponentRepository components,
            EndpointRepository endpoints,
            PolicyRepository policies,
            ChangeJournal journal,
            InstantSource clock) {
        super("site", "id", rows, SiteEntity::new, journal, clock);
        this.sites = rows;
        this.components = components;
        this.endpoints = endpoints;
        this.policies = policies;
    }

    @Override
    protected void checkReferences(Site item, Optional<Site> before, Violations violations) {
        for (int i = 0; i < item.components().size(); i++) {
            String component = item.components().get(i);
            if (components.findByIdOptional(component).isEmpty()) {
                violations.add("components[%d]".formatted(i), "there is no component %s".formatted(component));
            }
        }
        for (int i = 0; i < item.overrides().size(); i++) {
            checkOverride(item.overrides().get(i), "overrides[%d]".formatted(i), violations);
        }
    }

    private void checkOverride(SiteOverride override, String field, Violations violations) {
        Optional<PortPolicy> policy =
                policies.findByIdOptional(override.policy()).map(PolicyEntity::toItem);
        if (policy.isEmpty()) {
            violations.add(field + ".policy", "there is no policy %s".formatted(override.policy()));
            return;
        }
        if (override.endpoint() != null
                && endpoints
                        .findByIdOptional(override.endpoint())
                        .map(EndpointEntity::toItem)
                        .filter(endpoint ->
                                endpoint.component().equals(policy.get().component()))
                        .isEmpty()) {
            violations.add(
                    field + ".endpoint",
                    "there is no endpoint %s of component %s"
                            .formatted(override.endpoint(), policy.get().component()));
        }
        if (Boolean.FALSE.equals(override.enabled()) && policy.get().required()) {
            violations.add(field + ".enabled", "policy %s is required".formatted(override.policy()));
        }
        if (override.interval() != null && policy.get().direction() == Direction.OUTBOUND) {
            violations.add(field + ".interval", "outbound rows are probed from elsewhere, as their policy says");
        }
    }

    @Override
    protected List<String> usersOf(Site item) {
        return Stream.concat(endpoints.seenDifferentlyBy(item.id()).stream(), endpoints.atSite(item.id()).stream())
                .distinct()
                .map(endpoint -> "endpoint " + endpoint)
                .toList();
    }

    @Override
    protected Collection<String> sitesReachedBy(Site item) {
        Set<String> reached = new TreeSet<>(sites.facing(item.id()));
        reached.add(item.id());
        return reached;
    }
}
