package dev.portreach.catalog.store;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.policy.PortPolicy;
import java.util.Optional;
import java.util.Set;

/** What other items can refer to. */
public interface References {

    boolean hasPack(String id);

    /** The component of that id. */
    Optional<Component> component(String id);

    default boolean hasComponent(String id) {
        return component(id).isPresent();
    }

    boolean hasSite(String id);

    /** Keys of the component's policies; empty if it has none, or is not there. */
    Set<String> policiesOf(String component);

    /** The policy of that key. */
    Optional<PortPolicy> policy(String key);

    /** Which component stands at the endpoint; empty if there is no such endpoint. */
    Optional<String> componentAt(String endpoint);
}
