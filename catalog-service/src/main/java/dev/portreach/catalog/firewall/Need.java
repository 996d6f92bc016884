package dev.portreach.catalog.firewall;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import java.util.List;
import java.util.Locale;

/**
 * One thing that needs ports between the site and one host of the core.
 *
 * @param host of the core as the site sees it: an address or a name
 */
record Need(Way way, String host, Protocol protocol, Reason reason) {

    /** The same for needs of the same host, protocol and way. */
    Object place() {
        String same = Cidrs.host(host).map(Cidrs::toString).orElse(host.toLowerCase(Locale.ROOT));
        return List.of(way, protocol, same);
    }

    Need withPorts(Ports left) {
        return new Need(way, host, protocol, reason.withPorts(left));
    }

    String about() {
        return reason.endpoint() == null ? reason.component() : reason.endpoint() + ", " + reason.policy();
    }
}
