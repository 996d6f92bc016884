package dev.portreach.catalog.component;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.store.CatalogItem;
import dev.portreach.catalog.store.References;

/**
 * A part of the product that listens on or opens ports.
 *
 * @param id slug
 * @param name for people; the id if not given
 * @param description optional
 * @param pack the pack it came with, if any
 */
public record Component(String id, String name, String description, String pack) implements CatalogItem<Component> {

    public Component {
        name = name == null ? id : name;
    }

    @Override
    public Component withId(String newId) {
        return new Component(newId, name, description, pack);
    }

    @Override
    public void check(Violations violations) {
        violations.id("id", id);
        violations.requiredText("name", name, 200);
        violations.text("description", description, 2_000);
        if (pack != null) {
            violations.id("pack", pack);
        }
    }

    @Override
    public void checkReferences(References there, Violations violations) {
        if (pack != null && !there.hasPack(pack)) {
            violations.add("pack", "there is no pack %s".formatted(pack));
        }
    }
}
