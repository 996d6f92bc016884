package dev.portreach.catalog.firewall;

import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.contracts.port.Ports;

/** The ports that a policy has at an endpoint: the one place that decides it for firewall requests. */
final class EffectivePorts {

    private EffectivePorts() {}

    static Ports of(PortPolicy policy, Endpoint endpoint) {
        return endpoint.portOverrides().getOrDefault(policy.key(), policy.ports());
    }
}
