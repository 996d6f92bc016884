package dev.portreach.catalog.component;

import dev.portreach.catalog.store.StoredEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** Row of a {@link Component}. */
@Entity
@Table(name = "components")
public class ComponentEntity extends StoredEntity<Component> {

    String name;
    String description;
    String pack;

    @Override
    public Component toItem() {
        return new Component(id(), name, description, pack);
    }

    @Override
    public void take(Component item) {
        name = item.name();
        description = item.description();
        pack = item.pack();
    }
}
