package dev.portreach.catalog.pack;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.component.ComponentStore;
import dev.portreach.catalog.policy.PolicyStore;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.problem.ProblemKind;
import dev.portreach.catalog.store.Preconditions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
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
        List<String> refusals = before.map(old -> refusals(pack, old)).orElse(List.of());
        if (!refusals.isEmpty()) {
            throw new ProblemException(ProblemKind.IN_USE, String.join("; ", refusals), List.of());
        }
        pack.components().forEach(component -> components.put(component, Preconditions.NONE, who));
        pack.policies().forEach(policy -> policies.put(policy, Preconditions.NONE, who));
        before.ifPresent(old -> {
            policiesGone(pack, old).forEach(policy -> policies.delete(policy.key(), Preconditions.NONE, who));
            componentsGone(pack, old).forEach(component -> components.delete(component.id(), Preconditions.NONE, who));
        });
    }

    /** Why what is gone from the pack cannot be deleted; empty if it can. */
    List<String> refusals(Pack pack, Pack old) {
        List<String> refusals = new ArrayList<>();
        Set<String> goneWithIt = policiesGone(pack, old).stream()
                .map(policy -> "policy " + policy.key())
                .collect(Collectors.toSet());
        for (PortPolicy policy : policiesGone(pack, old)) {
            refuse(refusals, "policy " + policy.key(), policies.usersOf(policy));
        }
        for (Component component : componentsGone(pack, old)) {
            refuse(
                    refusals,
                    "component " + component.id(),
                    components.usersOf(component).stream()
                            .filter(user -> !goneWithIt.contains(user))
                            .toList());
        }
        return refusals;
    }

    private static void refuse(List<String> refusals, String what, List<String> users) {
        if (!users.isEmpty()) {
            refusals.add("%s is gone from the pack, but in use by %s"
                    .formatted(what, String.join(", ", users.subList(0, Math.min(20, users.size())))));
        }
    }

    private List<PortPolicy> policiesGone(Pack pack, Pack old) {
        Set<String> kept = pack.policies().stream().map(PortPolicy::key).collect(Collectors.toSet());
        return old.policies().stream()
                .filter(policy -> !kept.contains(policy.key()) && policies.exists(policy.key()))
                .toList();
    }

    private List<Component> componentsGone(Pack pack, Pack old) {
        Set<String> kept = pack.components().stream().map(Component::id).collect(Collectors.toSet());
        return old.components().stream()
                .filter(component -> !kept.contains(component.id()) && components.exists(component.id()))
                .toList();
    }
}
