package dev.portreach.catalog.plan;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.pack.Pack;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.store.CatalogItem;
import dev.portreach.catalog.store.References;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every item of the catalog by kind and id. Confined to one thread. */
public final class CatalogState implements References {

    private final Map<Kind, SortedMap<String, CatalogItem<?>>> items = new EnumMap<>(Kind.class);
    private final Map<String, Set<String>> policyKeys = new HashMap<>();

    public CatalogState() {
        for (Kind kind : Kind.values()) {
            items.put(kind, new TreeMap<>());
        }
    }

    public CatalogState copy() {
        CatalogState copy = new CatalogState();
        items.forEach((kind, ofKind) -> copy.items.get(kind).putAll(ofKind));
        return copy;
    }

    public void putAll(Kind kind, Collection<? extends CatalogItem<?>> some) {
        some.forEach(item -> put(kind, item));
    }

    public void put(Kind kind, CatalogItem<?> item) {
        items.get(kind).put(item.id(), item);
        if (kind == Kind.POLICY) {
            policyKeys.clear();
        }
    }

    void remove(Kind kind, String id) {
        items.get(kind).remove(id);
        if (kind == Kind.POLICY) {
            policyKeys.clear();
        }
    }

    public Optional<CatalogItem<?>> get(Kind kind, String id) {
        return Optional.ofNullable(items.get(kind).get(id));
    }

    /** In order of id. */
    public Collection<CatalogItem<?>> all(Kind kind) {
        return items.get(kind).values();
    }

    Set<String> ids(Kind kind) {
        return items.get(kind).keySet();
    }

    /** The component as the packs that are there brought it; empty if none did. */
    public Optional<Component> fromPack(Component component) {
        return get(Kind.PACK, component.pack() == null ? "" : component.pack()).map(Pack.class::cast).stream()
                .flatMap(pack -> pack.components().stream())
                .filter(brought -> brought.id().equals(component.id()))
                .findFirst();
    }

    /** The policies that the packs that are there brought, by key. */
    public SortedMap<String, PortPolicy> policiesFromPacks() {
        SortedMap<String, PortPolicy> brought = new TreeMap<>();
        for (CatalogItem<?> pack : all(Kind.PACK)) {
            ((Pack) pack).policies().forEach(policy -> brought.put(policy.key(), policy));
        }
        return brought;
    }

    @Override
    public boolean hasPack(String id) {
        return items.get(Kind.PACK).containsKey(id);
    }

    @Override
    public Optional<Component> component(String id) {
        return get(Kind.COMPONENT, id).map(Component.class::cast);
    }

    @Override
    public boolean hasSite(String id) {
        return items.get(Kind.SITE).containsKey(id);
    }

    @Override
    public Optional<PortPolicy> policy(String key) {
        return get(Kind.POLICY, key).map(PortPolicy.class::cast);
    }

    @Override
    public Optional<String> componentAt(String endpoint) {
        return get(Kind.ENDPOINT, endpoint).map(item -> ((Endpoint) item).component());
    }

    @Override
    public Set<String> policiesOf(String component) {
        if (policyKeys.isEmpty()) {
            for (CatalogItem<?> item : all(Kind.POLICY)) {
                PortPolicy policy = (PortPolicy) item;
                policyKeys
                        .computeIfAbsent(policy.component(), key -> new HashSet<>())
                        .add(policy.key());
            }
        }
        return policyKeys.getOrDefault(component, Set.of());
    }
}
