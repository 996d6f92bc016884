package dev.portreach.catalog.firewall;

import java.util.List;

/**
 * Portreach's agents, which devices that look for scanners must know.
 *
 * @param addresses where they are, as CIDR blocks: the site's sources, and the address that the core has for them
 * @param portsPerSecond new ports at one address that an agent tries at most
 */
public record Scanner(List<String> addresses, int portsPerSecond) {

    public Scanner {
        addresses = List.copyOf(addresses);
    }
}
