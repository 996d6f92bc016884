package dev.portreach.catalog.assignment;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.policy.PortPolicy;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What all sites share, as it stood at one instant.
 *
 * @param components by id
 * @param policies by component, in order of key
 * @param endpoints by component, in order of id
 */
public record CatalogView(
        Map<String, Component> components,
        Map<String, List<PortPolicy>> policies,
        Map<String, List<Endpoint>> endpoints) {

    public static CatalogView of(List<Component> components, List<PortPolicy> policies, List<Endpoint> endpoints) {
        return new CatalogView(
                components.stream()
                        .collect(Collectors.toMap(Component::id, Function.identity(), (a, b) -> a, TreeMap::new)),
                policies.stream()
                        .sorted(Comparator.comparing(PortPolicy::key))
                        .collect(Collectors.groupingBy(PortPolicy::component)),
                endpoints.stream()
                        .sorted(Comparator.comparing(Endpoint::id))
                        .collect(Collectors.groupingBy(Endpoint::component)));
    }

    List<PortPolicy> policiesOf(Component component) {
        return policies.getOrDefault(component.id(), List.of());
    }

    List<Endpoint> endpointsOf(Component component) {
        return endpoints.getOrDefault(component.id(), List.of());
    }
}
