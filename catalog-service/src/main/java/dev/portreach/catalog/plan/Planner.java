package dev.portreach.catalog.plan;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.pack.Pack;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.store.CatalogItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Plans how the catalog becomes what files say.
 *
 * <p>Packs come first, and bring their components and policies; documents of those say what differs from the pack. Then what
 * others refer to comes before them, and goes after them.
 */
public final class Planner {

    private final CatalogState state;
    private final CatalogState wanted;
    private final List<Step> steps = new ArrayList<>();
    private int unchanged;

    private Planner(CatalogState current, CatalogState wanted) {
        this.state = current.copy();
        this.wanted = wanted;
    }

    /**
     * The plan.
     *
     * @param wanted what the files say, in part or whole
     * @param prune whether the files are all there is to be: what they do not say is deleted. A pack's component or policy
     *     goes back to what the pack says instead, and packs are never deleted
     */
    public static Plan plan(CatalogState current, CatalogState wanted, boolean prune) {
        Planner planner = new Planner(current, wanted);
        for (CatalogItem<?> pack : wanted.all(Kind.PACK)) {
            planner.pack((Pack) pack);
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.PACK) {
                wanted.all(kind).forEach(item -> planner.put(kind, item));
            }
        }
        if (prune) {
            planner.prune();
        }
        return new Plan(planner.steps, planner.unchanged, planner.state);
    }

    private void pack(Pack pack) {
        Pack old = (Pack) state.get(Kind.PACK, pack.id()).orElse(null);
        put(Kind.PACK, pack);
        if (pack.equals(old)) {
            return;
        }
        if (old != null) {
            old.policies().forEach(policy -> state.remove(Kind.POLICY, policy.key()));
            old.components().forEach(component -> state.remove(Kind.COMPONENT, component.id()));
        }
        state.putAll(Kind.COMPONENT, pack.components());
        state.putAll(Kind.POLICY, pack.policies());
    }

    private void put(Kind kind, CatalogItem<?> item) {
        CatalogItem<?> before = state.get(kind, item.id()).orElse(null);
        if (item.equals(before)) {
            unchanged++;
            return;
        }
        steps.add(new Step(kind, item.id(), before, item));
        state.put(kind, item);
    }

    private void prune() {
        Set<String> broughtComponents = restoreComponents();
        Set<String> broughtPolicies = restorePolicies();
        delete(Kind.ENDPOINT, Set.of());
        delete(Kind.SITE, Set.of());
        delete(Kind.POLICY, broughtPolicies);
        delete(Kind.COMPONENT, broughtComponents);
    }

    private Set<String> restoreComponents() {
        Set<String> brought = new HashSet<>();
        for (String id : leftOut(Kind.COMPONENT)) {
            Component is = (Component) state.get(Kind.COMPONENT, id).orElseThrow();
            state.fromPack(is).ifPresent(was -> {
                restore(Kind.COMPONENT, is, was);
                brought.add(id);
            });
        }
        return brought;
    }

    private Set<String> restorePolicies() {
        SortedMap<String, PortPolicy> brought = state.policiesFromPacks();
        for (String key : leftOut(Kind.POLICY)) {
            if (brought.containsKey(key)) {
                restore(Kind.POLICY, state.get(Kind.POLICY, key).orElseThrow(), brought.get(key));
            }
        }
        return brought.keySet();
    }

    private void restore(Kind kind, CatalogItem<?> is, CatalogItem<?> was) {
        if (!was.equals(is)) {
            put(kind, was);
        }
    }

    private void delete(Kind kind, Set<String> spared) {
        for (String id : leftOut(kind)) {
            if (!spared.contains(id)) {
                steps.add(new Step(kind, id, state.get(kind, id).orElseThrow(), null));
                state.remove(kind, id);
            }
        }
    }

    private Set<String> leftOut(Kind kind) {
        Set<String> left = new TreeSet<>(state.ids(kind));
        left.removeAll(wanted.ids(kind));
        return left;
    }
}
