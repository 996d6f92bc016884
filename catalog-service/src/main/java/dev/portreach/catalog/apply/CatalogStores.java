package dev.portreach.catalog.apply;

import dev.portreach.catalog.component.ComponentStore;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.endpoint.EndpointStore;
import dev.portreach.catalog.pack.PackStore;
import dev.portreach.catalog.plan.CatalogState;
import dev.portreach.catalog.plan.Kind;
import dev.portreach.catalog.plan.Plan;
import dev.portreach.catalog.plan.Step;
import dev.portreach.catalog.policy.PolicyStore;
import dev.portreach.catalog.site.Site;
import dev.portreach.catalog.site.SiteStore;
import dev.portreach.catalog.store.CatalogItem;
import dev.portreach.catalog.store.CatalogStore;
import dev.portreach.catalog.store.Preconditions;
import dev.portreach.catalog.store.Replacement;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.StatelessSession;

/** All of the catalog at once, in the caller's transaction. */
@Singleton
public class CatalogStores {

    private final PackStore packs;
    private final ComponentStore components;
    private final PolicyStore policies;
    private final SiteStore sites;
    private final EndpointStore endpoints;
    private final StatelessSession session;

    public CatalogStores(
            PackStore packs,
            ComponentStore components,
            PolicyStore policies,
            SiteStore sites,
            EndpointStore endpoints,
            StatelessSession session) {
        this.packs = packs;
        this.components = components;
        this.policies = policies;
        this.sites = sites;
        this.endpoints = endpoints;
        this.session = session;
    }

    CatalogState read() {
        CatalogState state = new CatalogState();
        for (Kind kind : Kind.values()) {
            state.putAll(kind, store(kind).all(session));
        }
        return state;
    }

    /** Makes the plan's steps. Those of kinds of which there are many go in few statements. */
    void execute(Plan plan, String who) {
        plan.of(Kind.PACK, false).forEach(step -> put(packs, step, who));
        plan.of(Kind.COMPONENT, false).forEach(step -> put(components, step, who));
        plan.of(Kind.POLICY, false).forEach(step -> put(policies, step, who));
        sites.storeAll(replacements(plan.of(Kind.SITE, false), Site.class), who, session);
        endpoints.storeAll(replacements(plan.of(Kind.ENDPOINT, false), Endpoint.class), who, session);
        for (Kind kind : List.of(Kind.ENDPOINT, Kind.SITE, Kind.POLICY, Kind.COMPONENT)) {
            plan.of(kind, true).forEach(step -> store(kind).delete(step.id(), Preconditions.NONE, who));
        }
    }

    @SuppressWarnings("unchecked") // a step's kind says the type of its items
    private static <R extends CatalogItem<R>> void put(CatalogStore<R, ?> store, Step step, String who) {
        store.put((R) step.after(), Preconditions.NONE, who);
    }

    private static <R> List<Replacement<R>> replacements(List<Step> steps, Class<R> type) {
        return steps.stream()
                .map(step -> new Replacement<>(type.cast(step.before()), type.cast(step.after())))
                .toList();
    }

    private CatalogStore<?, ?> store(Kind kind) {
        return switch (kind) {
            case PACK -> packs;
            case COMPONENT -> components;
            case POLICY -> policies;
            case SITE -> sites;
            case ENDPOINT -> endpoints;
        };
    }
}
