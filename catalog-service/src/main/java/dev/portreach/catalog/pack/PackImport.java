package dev.portreach.catalog.pack;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.component.ComponentStore;
import dev.portreach.catalog.policy.PolicyStore;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.store.Preconditions;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the catalog say what a pack says: creates and replaces its components and policies, and deletes those that the
 * version before brought and this one does not. What people added to a pack's component themselves stays.
 */
@Singleton
public class PackImport {

    private final ComponentStore components;
    private final PolicyStore policies;

    public PackImport(ComponentStore components, PolicyStore policies) {
        this.components = components;
        this.policies = policies;
    }

    /** Runs in the caller's transaction; refused as a whole if something to be deleted is in use. */
    void apply(Pack pack, Optional<Pack> before, String who) {
        pack.components().forEach(component -> components.put(component, Preconditions.NONE, who));
        pack.policies().forEach(policy -> policies.put(policy, Preconditions.NONE, who));
        before.ifPresent(old -> {
            deletePolicies(pack, old, who);
            deleteComponents(pack, old, who);
        });
    }

    private void deletePolicies(Pack pack, Pack old, String who) {
        Set<String> kept = pack.policies().stream().map(PortPolicy::key).collect(Collectors.toSet());
        old.policies().stream()
                .map(PortPolicy::key)
                .filter(key -> !kept.contains(key) && policies.exists(key))
                .forEach(key -> policies.delete(key, Preconditions.NONE, who));
    }

    private void deleteComponents(Pack pack, Pack old, String who) {
        Set<String> kept = pack.components().stream().map(Component::id).collect(Collectors.toSet());
        old.components().stream()
                .map(Component::id)
                .filter(id -> !kept.contains(id) && components.exists(id))
                .forEach(id -> components.delete(id, Preconditions.NONE, who));
    }
}
