package dev.portreach.catalog.firewall;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import java.util.List;

/**
 * Connections to be let pass with a host of the core that the catalog knows by its name alone. Its addresses are what the
 * site's name service says, which is not asked here; so it is listed, and no rule is made of it.
 *
 * @param siteNetworks of the site's side, of both families
 * @param host name of the core's side
 */
public record NamedFlow(
        Way way, List<Cidrs> siteNetworks, String host, Protocol protocol, Ports ports, List<Reason> reasons) {

    public NamedFlow {
        siteNetworks = List.copyOf(siteNetworks);
        reasons = reasons.stream().distinct().toList();
    }
}
