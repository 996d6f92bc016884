package dev.portreach.catalog.endpoint;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.component.ComponentRepository;
import dev.portreach.catalog.policy.PolicyRepository;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.site.SiteRepository;
import dev.portreach.catalog.store.CatalogStore;
import dev.portreach.catalog.store.ChangeJournal;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Endpoints with what they refer to, and the sites that override something of them. */
@Singleton
public class EndpointStore extends CatalogStore<Endpoint, EndpointEntity> {

    private final ComponentRepository components;
    private final PolicyRepository policies;
    private final SiteRepository sites;

    public EndpointStore(
            EndpointRepository rows,
            ComponentRepository components,
            PolicyRepository policies,
            SiteRepository sites,
            ChangeJournal journal,
            InstantSource clock) {
        super("endpoint", "id", rows, EndpointEntity::new, journal, clock);
        this.components = components;
        this.policies = policies;
        this.sites = sites;
    }

    @Override
    protected void checkReferences(Endpoint item, Optional<Endpoint> before, Violations violations) {
        if (components.findByIdOptional(item.component()).isEmpty()) {
            violations.add("component", "there is no component %s".formatted(item.component()));
            return;
        }
        Set<String> own = policies.ofComponents(List.of(item.component())).stream()
                .map(PortPolicy::key)
                .collect(Collectors.toSet());
        item.portOverrides().keySet().stream()
                .filter(key -> !own.contains(key))
                .forEach(key -> violations.add(
                        "portOverrides." + key, "is no policy of component %s".formatted(item.component())));
        item.siteAddresses().keySet().stream()
                .filter(site -> sites.findByIdOptional(site).isEmpty())
                .forEach(site -> violations.add("siteAddresses." + site, "there is no site %s".formatted(site)));
        if (before.isPresent() && !before.get().component().equals(item.component())) {
            List<String> users = usersOf(item);
            if (!users.isEmpty()) {
                violations.add(
                        "component",
                        "cannot change while its rows are overridden by %s".formatted(String.join(", ", users)));
            }
        }
        if (item.site() != null && sites.findByIdOptional(item.site()).isEmpty()) {
            violations.add("site", "there is no site %s".formatted(item.site()));
        }
    }

    @Override
    protected List<String> usersOf(Endpoint item) {
        return sites.overridingAt(item.id()).stream()
                .map(site -> "site " + site)
                .toList();
    }

    @Override
    protected Collection<String> sitesReachedBy(Endpoint item) {
        return sites.reachedBy(item.component());
    }
}
