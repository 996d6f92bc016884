package dev.portreach.catalog.firewall;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;

/**
 * One thing that needs ports between the site and one host of the core.
 *
 * @param host of the core as the site sees it: an address or a name
 */
record Need(Way way, String host, Protocol protocol, Reason reason) {

    /** Whether both are about the same host, protocol and way. */
    boolean isBeside(Need other) {
        return way == other.way
                && protocol == other.protocol
                && (host.equalsIgnoreCase(other.host)
                        || Cidrs.host(host)
                                .flatMap(mine -> Cidrs.host(other.host).map(mine::equals))
                                .orElse(false));
    }

    Need withPorts(Ports left) {
        return new Need(way, host, protocol, reason.withPorts(left));
    }

    String about() {
        return reason.endpoint() == null ? reason.component() : reason.endpoint() + ", " + reason.policy();
    }
}
