package dev.portreach.catalog.pack;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.check.Slug;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.component.ComponentRepository;
import dev.portreach.catalog.policy.PolicyRepository;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.site.SiteRepository;
import dev.portreach.catalog.site.StoredReferences;
import dev.portreach.catalog.store.CatalogStore;
import dev.portreach.catalog.store.ChangeJournal;
import dev.portreach.catalog.store.StoredEntity;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Packs; storing one brings its components and policies to what it says, see {@link PackImport}. */
@Singleton
public class PackStore extends CatalogStore<Pack, PackEntity> {

    private final ComponentRepository components;
    private final PolicyRepository policies;
    private final SiteRepository sites;
    private final PackImport packImport;
    private final PackVersions versions;
    private final StoredReferences references;
    private final ObjectMapper json;
    private final InstantSource clock;

    public PackStore(
            PackRepository rows,
            ComponentRepository components,
            PolicyRepository policies,
            SiteRepository sites,
            PackImport packImport,
            PackVersions versions,
            StoredReferences references,
            ObjectMapper json,
            ChangeJournal journal,
            DataSource database,
            InstantSource clock) {
        super("pack", "id", rows, PackEntity::new, journal, database, clock);
        this.components = components;
        this.policies = policies;
        this.sites = sites;
        this.packImport = packImport;
        this.versions = versions;
        this.references = references;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What storing the pack would change; nothing is stored.
     *
     * @param isNew whether it is to be created and must not be there
     * @throws ProblemException if the pack itself is refused; what would be refused for the sake of others is in the answer
     */
    @Transactional
    public PackDifference preview(Pack pack, boolean isNew) {
        Optional<Pack> before = Slug.is(pack.id()) && exists(pack.id())
                ? Optional.of(get(pack.id()).item())
                : Optional.empty();
        if (isNew && before.isPresent()) {
            throw ProblemException.duplicate("pack", "id", pack.id());
        }
        checked(pack, before);
        PackDifference difference = PackDifference.of(
                pack,
                before.map(Pack::version).orElse(null),
                there(pack, before, Pack::components, Component::id, components::findByIdOptional),
                there(pack, before, Pack::policies, PortPolicy::key, policies::findByIdOptional),
                json);
        return difference.with(
                difference.components().stream()
                        .flatMap(component -> sites.probing(component).stream())
                        .distinct()
                        .sorted()
                        .toList(),
                before.map(old -> packImport.refusals(pack, old)).orElse(List.of()));
    }

    /** What the catalog has of a pack and of its version before. */
    private static <R, E extends StoredEntity<R>> List<R> there(
            Pack pack,
            Optional<Pack> before,
            Function<Pack, List<R>> items,
            Function<R, String> id,
            Function<String, Optional<E>> row) {
        return Stream.concat(Stream.of(pack), before.stream())
                .flatMap(each -> items.apply(each).stream())
                .map(id)
                .distinct()
                .flatMap(each -> row.apply(each).stream())
                .map(StoredEntity::toItem)
                .toList();
    }

    @Override
    protected void checkReferences(Pack item, Optional<Pack> before, Violations violations) {
        versions.requireSame(item);
        item.checkReferences(references, violations);
    }

    @Override
    protected void onStored(Pack item, Optional<Pack> before, String who) {
        packImport.apply(item, before, who);
        versions.publish(item, who, clock.instant());
    }

    @Override
    protected List<String> usersOf(Pack item) {
        return item.components().stream()
                .map(component -> "component " + component.id())
                .toList();
    }

    @Override
    protected Collection<String> sitesReachedBy(Pack item) {
        return item.components().stream()
                .flatMap(component -> sites.reachedBy(component.id()).stream())
                .distinct()
                .toList();
    }
}
