package dev.portreach.catalog.firewall;

import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.evidence.Evidence;
import dev.portreach.catalog.site.Site;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what must be open for a site. The same catalog always gives the same request, in the same order. */
public final class RequestPlanner {

    private static final int MAX_NOTES = 500;

    private final CatalogView catalog;
    private final OwnServices own;

    public RequestPlanner(CatalogView catalog, OwnServices own) {
        this.catalog = catalog;
        this.own = own;
    }

    /**
     * The site's request.
     *
     * @param site with at least one source
     * @param evidence where given, only what it shows blocked is asked for
     * @param revision of the catalog
     */
    public FirewallRequest plan(Site site, Optional<Evidence> evidence, Instant now, long revision) {
        SiteSide side = SiteSide.of(site);
        Needs needs = Needs.of(site, catalog, evidence, now);
        List<Note> notes = new ArrayList<>(needs.notes());
        List<Need> open = new ArrayList<>(needs.open());
        if (evidence.isEmpty()) {
            open.addAll(reachable(Needs.own(own), notes));
            noteWhatIsMissing(site, side, notes);
        } else if (!evidence.get().isWhole()) {
            notes.add(new Note("evidence", "more checks fail than are kept in memory: there may be more than this"));
        }
        List<Flow> flows = new ArrayList<>();
        Map<Object, NamedFlow> named = new LinkedHashMap<>();
        for (Need need : withoutShut(open, needs.shut(), notes)) {
            Optional<Cidrs> host = Cidrs.host(need.host());
            if (host.isPresent()) {
                flow(need, host.get(), side, notes).ifPresent(flows::add);
            } else {
                NamedFlow flow = named(need, side);
                named.merge(List.of(flow.way(), flow.host(), flow.protocol()), flow, RequestPlanner::joined);
            }
        }
        return new FirewallRequest(
                site.id(),
                site.name(),
                site.access(),
                site.contact(),
                site.sources(),
                site.enforcementPoints(),
                now.truncatedTo(ChronoUnit.SECONDS),
                revision,
                evidence.map(Evidence::asOf).orElse(null),
                FlowSet.minimal(flows),
                List.copyOf(named.values()),
                evidence.isPresent() ? null : new Scanner(texts(side.reached()), own.portsPerSecond()),
                notes.stream().distinct().limit(MAX_NOTES).toList());
    }

    /** A loopback address is configured where everything is on one machine: no firewall is asked for that. */
    private static List<Need> reachable(List<Need> needs, List<Note> notes) {
        List<Need> reachable = new ArrayList<>();
        for (Need need : needs) {
            if (new OwnServices.Server(need.host(), 1).isLocal()) {
                notes.add(new Note(
                        need.reason().component(),
                        "%s is configured as %s, which no site reaches: no rule was made for it"
                                .formatted(need.reason().purpose(), need.host())));
            } else {
                reachable.add(need);
            }
        }
        return reachable;
    }

    private void noteWhatIsMissing(Site site, SiteSide side, List<Note> notes) {
        if (own.catalog().isEmpty()) {
            notes.add(new Note(
                    "Portreach agents",
                    "where agents reach the catalog to enrol is not configured (portreach.agents.catalog): no rule was made"
                            + " for it"));
        }
        if (side.isAgentNamed()) {
            notes.add(new Note(
                    "Portreach agents",
                    "the core reaches them as %s: no rule was made for it where it is outside the sources"
                            .formatted(site.agentAddress())));
        }
    }

    /** What must be blocked is opened for nobody, whatever else asks for it. */
    private static List<Need> withoutShut(List<Need> open, List<Need> shut, List<Note> notes) {
        for (Need never : shut) {
            notes.add(new Note(
                    never.about(),
                    "must stay closed: %s %s"
                            .formatted(
                                    never.protocol() == Protocol.ICMP
                                            ? "ICMP echo"
                                            : never.protocol().name() + " "
                                                    + never.reason().ports(),
                                    never.way() == Way.FROM_SITE ? "at " + never.host() : "from " + never.host())));
        }
        Map<Object, List<Need>> shutAt = shut.stream().collect(Collectors.groupingBy(Need::place));
        List<Need> left = new ArrayList<>();
        for (Need need : open) {
            Ports ports = need.reason().ports();
            for (Need never : shutAt.getOrDefault(need.place(), List.of())) {
                if (ports.intersects(never.reason().ports())) {
                    ports = ports.minus(never.reason().ports());
                    notes.add(new Note(
                            need.about(),
                            "needs ports at %s that %s says must be blocked: these are left closed"
                                    .formatted(need.host(), never.about())));
                }
            }
            if (!ports.isEmpty()) {
                left.add(need.withPorts(ports));
            }
        }
        return left;
    }

    private static Optional<Flow> flow(Need need, Cidrs host, SiteSide side, List<Note> notes) {
        Optional<Cidrs> own = side.facing(need.way(), host);
        if (own.isEmpty()) {
            notes.add(new Note(
                    need.about(),
                    "%s is %s, and the site has no %s source: nothing can be opened"
                            .formatted(need.host(), host.family(), host.family())));
            return Optional.empty();
        }
        boolean isFromSite = need.way() == Way.FROM_SITE;
        return Optional.of(new Flow(
                need.way(),
                isFromSite ? own.get() : host,
                isFromSite ? host : own.get(),
                need.protocol(),
                need.reason().ports(),
                List.of(need.reason())));
    }

    private static NamedFlow named(Need need, SiteSide side) {
        return new NamedFlow(
                need.way(),
                side.side(need.way()),
                need.host(),
                need.protocol(),
                need.reason().ports(),
                List.of(need.reason()));
    }

    private static NamedFlow joined(NamedFlow one, NamedFlow other) {
        List<Reason> reasons = new ArrayList<>(one.reasons());
        reasons.addAll(other.reasons());
        return new NamedFlow(
                one.way(),
                one.siteNetworks(),
                one.host(),
                one.protocol(),
                one.ports().plus(other.ports()),
                reasons);
    }

    private static List<String> texts(List<Cidrs> networks) {
        return networks.stream().flatMap(part -> part.texts().stream()).toList();
    }
}
