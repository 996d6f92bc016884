package dev.portreach.catalog.site;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.component.ComponentEntity;
import dev.portreach.catalog.component.ComponentRepository;
import dev.portreach.catalog.endpoint.EndpointRepository;
import dev.portreach.catalog.pack.PackRepository;
import dev.portreach.catalog.policy.PolicyEntity;
import dev.portreach.catalog.policy.PolicyRepository;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.store.References;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be referred to, as it is stored; each question is a look-up. */
@Singleton
public class StoredReferences implements References {

    private final PackRepository packs;
    private final ComponentRepository components;
    private final PolicyRepository policies;
    private final SiteRepository sites;
    private final EndpointRepository endpoints;

    public StoredReferences(
            PackRepository packs,
            ComponentRepository components,
            PolicyRepository policies,
            SiteRepository sites,
            EndpointRepository endpoints) {
        this.packs = packs;
        this.components = components;
        this.policies = policies;
        this.sites = sites;
        this.endpoints = endpoints;
    }

    @Override
    public boolean hasPack(String id) {
        return packs.findByIdOptional(id).isPresent();
    }

    @Override
    public Optional<Component> component(String id) {
        return components.findByIdOptional(id).map(ComponentEntity::toItem);
    }

    @Override
    public boolean hasSite(String id) {
        return sites.findByIdOptional(id).isPresent();
    }

    @Override
    public Set<String> policiesOf(String component) {
        return policies.ofComponents(List.of(component)).stream()
                .map(PortPolicy::key)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<PortPolicy> policy(String key) {
        return policies.findByIdOptional(key).map(PolicyEntity::toItem);
    }

    @Override
    public Optional<String> componentAt(String endpoint) {
        return endpoints.findByIdOptional(endpoint).map(row -> row.toItem().component());
    }
}
