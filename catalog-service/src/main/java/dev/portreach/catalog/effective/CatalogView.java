package dev.portreach.catalog.effective;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.site.Agent;
import dev.portreach.catalog.site.Site;
import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.policy.Direction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all sites share, as it stood at one instant.
 *
 * @param components by id
 * @param policies by component, in order of key
 * @param endpoints by component, in order of id
 * @param sites in order of id
 * @param agents by site, in order of id
 */
public record CatalogView(
        Map<String, Component> components,
        Map<String, List<PortPolicy>> policies,
        Map<String, List<Endpoint>> endpoints,
        List<Site> sites,
        Map<String, List<AssignedAgent>> agents) {

    public static CatalogView of(List<Component> components, List<PortPolicy> policies, List<Endpoint> endpoints) {
        return new CatalogView(
                components.stream()
                        .collect(Collectors.toMap(Component::id, Function.identity(), (a, b) -> a, TreeMap::new)),
                policies.stream()
                        .sorted(Comparator.comparing(PortPolicy::key))
                        .collect(Collectors.groupingBy(PortPolicy::component)),
                endpoints.stream()
                        .sorted(Comparator.comparing(Endpoint::id))
                        .collect(Collectors.groupingBy(Endpoint::component)),
                List.of(),
                Map.of());
    }

    /** The same with the sites, and the agents enrolled at each. */
    public CatalogView with(List<Site> theSites, Map<String, List<Agent>> theAgents) {
        return new CatalogView(
                components,
                policies,
                endpoints,
                theSites.stream().sorted(Comparator.comparing(Site::id)).toList(),
                theAgents.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> assigned(entry.getValue()))));
    }

    public static List<AssignedAgent> assigned(List<Agent> agents) {
        return agents.stream()
                .sorted(Comparator.comparing(Agent::id))
                .map(agent -> new AssignedAgent(agent.id(), agent.publicKey()))
                .toList();
    }

    /** Rows that go out from the hosts at which the site's agents stand, to every site that needs them. */
    public Stream<EffectiveRow> outboundFrom(Site vantage, Instant now) {
        return components.values().stream().flatMap(component -> policiesOf(component).stream()
                .filter(policy -> policy.direction() == Direction.OUTBOUND)
                .flatMap(policy -> endpointsOf(component).stream()
                        .filter(endpoint -> vantage.id().equals(endpoint.site()))
                        .flatMap(endpoint -> sitesNeeding(component, endpoint).stream()
                                .flatMap(subject ->
                                        EffectiveRows.of(subject, component, policy, endpoint, this, now).stream()))));
    }

    public List<AssignedAgent> agentsOf(String site) {
        return agents.getOrDefault(site, List.of());
    }

    /** Whether the site's users need that endpoint of that component. */
    public static boolean needs(Site site, Component component, Endpoint endpoint) {
        return site.needs(component) && endpoint.isFor(site);
    }

    public List<Site> sitesNeeding(Component component, Endpoint endpoint) {
        return sites.stream().filter(site -> needs(site, component, endpoint)).toList();
    }

    public List<PortPolicy> policiesOf(Component component) {
        return policies.getOrDefault(component.id(), List.of());
    }

    public List<Endpoint> endpointsOf(Component component) {
        return endpoints.getOrDefault(component.id(), List.of());
    }
}
