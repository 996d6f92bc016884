package dev.portreach.catalog.firewall;

import dev.portreach.catalog.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A site's addresses.
 *
 * @param users its sources, one set a family: who initiates from there
 * @param reached the same, with the address at which the core reaches its agents: who is connected to there
 * @param isAgentNamed whether that address is a name, so that it is in neither
 */
record SiteSide(List<Cidrs> users, List<Cidrs> reached, boolean isAgentNamed) {

    static SiteSide of(Site site) {
        List<Cidrs> sources = site.sources().stream().map(Cidrs::network).toList();
        Optional<Cidrs> agent = Optional.ofNullable(site.agentAddress()).flatMap(Cidrs::host);
        return new SiteSide(
                byFamily(sources.stream()),
                byFamily(Stream.concat(sources.stream(), agent.stream())),
                site.agentAddress() != null && agent.isEmpty());
    }

    private static List<Cidrs> byFamily(Stream<Cidrs> parts) {
        List<Cidrs> all = parts.toList();
        List<Cidrs> found = new ArrayList<>();
        for (Family family : Family.values()) {
            List<Cidrs> own =
                    all.stream().filter(part -> part.family() == family).toList();
            if (!own.isEmpty()) {
                found.add(Cidrs.union(own));
            }
        }
        return found;
    }

    /** Its side of connections that go that way. */
    List<Cidrs> side(Way way) {
        return way == Way.FROM_SITE ? users : reached;
    }

    /** The part of its side that is of the same family as the host. */
    Optional<Cidrs> facing(Way way, Cidrs host) {
        return side(way).stream().filter(own -> own.family() == host.family()).findFirst();
    }
}
