package dev.portreach.catalog.site;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.endpoint.EndpointRepository;
import dev.portreach.catalog.store.CatalogStore;
import dev.portreach.catalog.store.ChangeJournal;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Sites with what refers to them. */
@Singleton
public class SiteStore extends CatalogStore<Site, SiteEntity> {

    private final SiteRepository sites;
    private final StoredReferences references;
    private final EndpointRepository endpoints;

    public SiteStore(
            SiteRepository rows,
            StoredReferences references,
            EndpointRepository endpoints,
            ChangeJournal journal,
            DataSource database,
            InstantSource clock) {
        super("site", "id", rows, SiteEntity::new, journal, database, clock);
        this.sites = rows;
        this.references = references;
        this.endpoints = endpoints;
    }

    @Override
    protected void checkReferences(Site item, Optional<Site> before, Violations violations) {
        item.checkReferences(references, violations);
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

    @Override
    protected Collection<String> sitesReachedByAll(Collection<Site> items) {
        Set<String> ids = items.stream().map(Site::id).collect(Collectors.toCollection(TreeSet::new));
        ids.addAll(sites.facing(List.copyOf(ids)));
        return ids;
    }
}
