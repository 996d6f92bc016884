package dev.portreach.catalog.endpoint;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.site.SiteRepository;
import dev.portreach.catalog.site.StoredReferences;
import dev.portreach.catalog.store.CatalogStore;
import dev.portreach.catalog.store.ChangeJournal;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Endpoints with what they refer to, and the sites that override something of them. */
@Singleton
public class EndpointStore extends CatalogStore<Endpoint, EndpointEntity> {

    private final StoredReferences references;
    private final SiteRepository sites;

    public EndpointStore(
            EndpointRepository rows,
            StoredReferences references,
            SiteRepository sites,
            ChangeJournal journal,
            DataSource database,
            InstantSource clock) {
        super("endpoint", "id", rows, EndpointEntity::new, journal, database, clock);
        this.references = references;
        this.sites = sites;
    }

    @Override
    protected void checkReferences(Endpoint item, Optional<Endpoint> before, Violations violations) {
        item.checkReferences(references, violations);
        if (before.isPresent() && !before.get().component().equals(item.component())) {
            List<String> users = usersOf(item);
            if (!users.isEmpty()) {
                violations.add(
                        "component",
                        "cannot change while its rows are overridden by %s".formatted(String.join(", ", users)));
            }
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

    @Override
    protected Collection<String> sitesReachedByAll(Collection<Endpoint> items) {
        return items.stream()
                .map(Endpoint::component)
                .distinct()
                .flatMap(component -> sites.reachedBy(component).stream())
                .distinct()
                .toList();
    }
}
