package dev.portreach.catalog.pack;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.component.Component;
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

/** Packs; storing one brings its components and policies to what it says, see {@link PackImport}. */
@Singleton
public class PackStore extends CatalogStore<Pack, PackEntity> {

    private final ComponentRepository components;
    private final PolicyRepository policies;
    private final SiteRepository sites;
    private final PackImport packImport;

    public PackStore(
            PackRepository rows,
            ComponentRepository components,
            PolicyRepository policies,
            SiteRepository sites,
            PackImport packImport,
            ChangeJournal journal,
            InstantSource clock) {
        super("pack", "id", rows, PackEntity::new, journal, clock);
        this.components = components;
        this.policies = policies;
        this.sites = sites;
        this.packImport = packImport;
    }

    @Override
    protected void checkReferences(Pack item, Optional<Pack> before, Violations violations) {
        for (int i = 0; i < item.components().size(); i++) {
            Component wanted = item.components().get(i);
            String field = "components[%d].id".formatted(i);
            components
                    .findByIdOptional(wanted.id())
                    .filter(row -> !item.id().equals(row.toItem().pack()))
                    .ifPresent(row -> violations.add(
                            field, "component %s is there already and not of this pack".formatted(wanted.id())));
        }
        for (int i = 0; i < item.policies().size(); i++) {
            PortPolicy wanted = item.policies().get(i);
            String field = "policies[%d].key".formatted(i);
            policies.findByIdOptional(wanted.key())
                    .filter(row -> !row.toItem().component().equals(wanted.component()))
                    .ifPresent(row -> violations.add(
                            field, "policy %s is there already, of another component".formatted(wanted.key())));
        }
    }

    @Override
    protected void onStored(Pack item, Optional<Pack> before, String who) {
        packImport.apply(item, before, who);
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
