package dev.portreach.catalog.pack;

import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.store.CatalogItem;
import dev.portreach.catalog.store.References;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A versioned set of components with their policies.
 *
 * @param id slug
 * @param version 1 or more
 * @param name for people; the id if not given
 * @param description optional
 * @param components at least one; their {@code pack} is this one
 * @param policies of those components only
 */
public record Pack(
        String id, int version, String name, String description, List<Component> components, List<PortPolicy> policies)
        implements CatalogItem<Pack> {

    private static final int MAX_ENTRIES = 2_000;

    public Pack {
        name = name == null ? id : name;
        String self = id;
        components = components == null
                ? List.of()
                : components.stream()
                        .map(c -> c == null ? null : new Component(c.id(), c.name(), c.description(), self))
                        .toList();
        policies = policies == null ? List.of() : policies.stream().toList();
    }

    /** The same with the name and descriptions that another version has and this one does not. */
    Pack describedAs(Pack other) {
        Map<String, String> descriptions = other.components.stream()
                .filter(component -> component.description() != null)
                .collect(Collectors.toMap(Component::id, Component::description));
        return new Pack(
                id,
                version,
                name.equals(id) ? other.name : name,
                description == null ? other.description : description,
                components.stream()
                        .map(c -> c.description() == null
                                ? new Component(c.id(), c.name(), descriptions.get(c.id()), c.pack())
                                : c)
                        .toList(),
                policies);
    }

    @Override
    public Pack withId(String newId) {
        return new Pack(newId, version, name, description, components, policies);
    }

    @Override
    public void check(Violations violations) {
        violations.id("id", id);
        violations.requiredText("name", name, 200);
        violations.text("description", description, 2_000);
        if (version < 1) {
            violations.add("version", "%d is not 1 or more".formatted(version));
        }
        if (components.isEmpty() || components.size() > MAX_ENTRIES || policies.size() > MAX_ENTRIES) {
            violations.add("components", "1 to %d components and at most as many policies".formatted(MAX_ENTRIES));
            return;
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < components.size(); i++) {
            checkEntry(violations, "components[%d]".formatted(i), components.get(i), ids);
        }
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < policies.size(); i++) {
            String field = "policies[%d]".formatted(i);
            checkEntry(violations, field, policies.get(i), keys);
            if (policies.get(i) != null && !ids.contains(policies.get(i).component())) {
                violations.add(
                        field + ".component",
                        "%s is no component of this pack"
                                .formatted(policies.get(i).component()));
            }
        }
    }

    /** A pack brings components and policies of its own, and takes over nobody else's. */
    @Override
    public void checkReferences(References there, Violations violations) {
        for (int i = 0; i < components.size(); i++) {
            String component = components.get(i).id();
            if (there.component(component).filter(is -> !id.equals(is.pack())).isPresent()) {
                violations.add(
                        "components[%d].id".formatted(i),
                        "component %s is there already and not of this pack".formatted(component));
            }
        }
        for (int i = 0; i < policies.size(); i++) {
            PortPolicy policy = policies.get(i);
            if (there.policy(policy.key())
                    .filter(is -> !is.component().equals(policy.component()))
                    .isPresent()) {
                violations.add(
                        "policies[%d].key".formatted(i),
                        "policy %s is there already, of another component".formatted(policy.key()));
            }
        }
    }

    private static void checkEntry(Violations violations, String field, CatalogItem<?> entry, Set<String> seen) {
        if (Objects.isNull(entry)) {
            violations.add(field, "is missing");
            return;
        }
        Violations own = new Violations();
        entry.check(own);
        for (Violation violation : own.found()) {
            violations.add(field + "." + violation.field(), violation.reason());
        }
        if (!seen.add(entry.id())) {
            violations.add(field, "%s is given twice".formatted(entry.id()));
        }
    }
}
