package dev.portreach.catalog.assignment;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.site.Agent;
import dev.portreach.catalog.site.Site;
import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedListener;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Renders what a site has to probe. The same catalog always gives the same assignment, in the same order. */
public final class AssignmentRenderer {

    private final Duration defaultInterval;
    private final Duration defaultDeadline;

    /**
     * For policies that do not say themselves.
     *
     * @param defaultInterval time between two probes of one check
     * @param defaultDeadline for one probe of one port
     */
    public AssignmentRenderer(Duration defaultInterval, Duration defaultDeadline) {
        this.defaultInterval = defaultInterval;
        this.defaultDeadline = defaultDeadline;
    }

    /**
     * The site's assignment under that revision.
     *
     * @param issuedAt now, by which responder windows are open or over
     */
    public Assignment render(Site site, List<Agent> agents, CatalogView catalog, long revision, Instant issuedAt) {
        Map<String, AssignedPolicy> policies = new TreeMap<>();
        List<AssignedCheck> checks = new ArrayList<>();
        List<AssignedListener> listeners = new ArrayList<>();
        for (Component component : catalog.components().values()) {
            for (PortPolicy policy : catalog.policiesOf(component)) {
                for (Endpoint endpoint : catalog.endpointsOf(component)) {
                    List<AssignedCheck> own = checks(site, component, policy, endpoint, catalog, issuedAt);
                    if (!own.isEmpty()) {
                        policies.computeIfAbsent(policy.key(), key -> assigned(policy, component));
                        checks.addAll(own);
                    }
                    listener(site, component, policy, endpoint, catalog, issuedAt)
                            .ifPresent(listeners::add);
                }
            }
        }
        checks.sort(Comparator.comparing(AssignedCheck::id));
        listeners.sort(Comparator.comparing(AssignedListener::id));
        return new Assignment(
                site.id(),
                revision,
                issuedAt,
                profile(site),
                CatalogView.assigned(agents),
                List.copyOf(policies.values()),
                checks,
                listeners,
                null);
    }

    /** Rows that the site needs and nobody probes, and why. */
    public List<NotProbed> notProbed(Site site, CatalogView catalog) {
        List<NotProbed> notProbed = new ArrayList<>();
        for (Component component : catalog.components().values()) {
            for (PortPolicy policy : catalog.policiesOf(component)) {
                for (Endpoint endpoint : catalog.endpointsOf(component)) {
                    OutboundRow row = new OutboundRow(site, endpoint, policy);
                    if (site.needs(component.id()) && policy.direction() == Direction.OUTBOUND && row.leavesTheSite()) {
                        row.fault(catalog)
                                .ifPresent(fault -> notProbed.add(new NotProbed(endpoint.id(), policy.key(), fault)));
                    }
                }
            }
        }
        return notProbed;
    }

    /** Whether both say the same, whatever their revisions and times. */
    public static boolean haveSameContent(Assignment one, Assignment other) {
        return one.equals(new Assignment(
                other.site(),
                one.revision(),
                one.issuedAt(),
                other.profile(),
                other.agents(),
                other.policies(),
                other.checks(),
                other.listeners(),
                other.stopped(),
                other.rechecks()));
    }

    /** What the site's agents probe: inbound rows for their own site, outbound ones of a host they stand at for all. */
    private static List<AssignedCheck> checks(
            Site site, Component component, PortPolicy policy, Endpoint endpoint, CatalogView catalog, Instant now) {
        if (policy.direction() == Direction.OUTBOUND) {
            return outboundFrom(site, component, policy, endpoint, catalog)
                    .map(row -> check(
                            site.id(),
                            row.subject().id(),
                            endpoint,
                            policy,
                            row.subject().agentAddress(),
                            catalog.agentsOf(row.subject().id())))
                    .toList();
        }
        if (!site.needs(component.id())) {
            return List.of();
        }
        List<AssignedAgent> responders =
                isResponded(policy, endpoint, now) ? catalog.agentsOf(endpoint.site()) : List.of();
        return List.of(check(site.id(), site.id(), endpoint, policy, endpoint.addressFor(site.id()), responders));
    }

    private static Stream<OutboundRow> outboundFrom(
            Site vantage, Component component, PortPolicy policy, Endpoint endpoint, CatalogView catalog) {
        if (!vantage.id().equals(endpoint.site())) {
            return Stream.empty();
        }
        return catalog.sitesNeeding(component).stream()
                .map(subject -> new OutboundRow(subject, endpoint, policy))
                .filter(OutboundRow::leavesTheSite)
                .filter(row -> row.fault(catalog).isEmpty());
    }

    /** Where the site's agents listen: for outbound rows to their site, and for the component at whose host they stand. */
    private static Optional<AssignedListener> listener(
            Site site, Component component, PortPolicy policy, Endpoint endpoint, CatalogView catalog, Instant now) {
        List<AssignedAgent> challengers = List.of();
        if (policy.direction() == Direction.OUTBOUND) {
            OutboundRow row = new OutboundRow(site, endpoint, policy);
            if (site.needs(component.id())
                    && row.leavesTheSite()
                    && row.fault(catalog).isEmpty()) {
                challengers = catalog.agentsOf(endpoint.site());
            }
        } else if (site.id().equals(endpoint.site()) && isResponded(policy, endpoint, now)) {
            challengers = catalog.sitesNeeding(component).stream()
                    .flatMap(other -> catalog.agentsOf(other.id()).stream())
                    .toList();
        }
        return challengers.isEmpty()
                ? Optional.empty()
                : Optional.of(new AssignedListener(
                        AssignedListener.id(endpoint.id(), policy.key()),
                        policy.protocol(),
                        ports(endpoint, policy).toString(),
                        null,
                        challengers));
    }

    /** Where something must listen by itself, an agent would take its place, and hide that it does not. */
    private static boolean isResponded(PortPolicy policy, Endpoint endpoint, Instant now) {
        return policy.direction() == Direction.INBOUND
                && policy.expectation() == Expectation.PERMITTED
                && endpoint.hasResponder(now);
    }

    private static Ports ports(Endpoint endpoint, PortPolicy policy) {
        return endpoint.portOverrides().getOrDefault(policy.key(), policy.ports());
    }

    private static AssignedCheck check(
            String vantage,
            String subject,
            Endpoint endpoint,
            PortPolicy policy,
            String address,
            List<AssignedAgent> responders) {
        return new AssignedCheck(
                AssignedCheck.id(vantage, subject, endpoint.id(), policy.key()),
                policy.key(),
                subject,
                endpoint.id(),
                endpoint.address(),
                address,
                ports(endpoint, policy).toString(),
                responders);
    }

    private AssignedPolicy assigned(PortPolicy policy, Component component) {
        Duration interval = policy.interval() == null ? defaultInterval : policy.interval();
        Duration deadline = policy.deadline() == null ? defaultDeadline : policy.deadline();
        return new AssignedPolicy(
                policy.key(),
                component.id(),
                component.name(),
                policy.purpose(),
                policy.protocol(),
                policy.direction(),
                policy.expectation(),
                policy.rangeMode(),
                policy.required(),
                interval,
                deadline.compareTo(interval) > 0 ? interval : deadline, // where only one of the two is a default
                policy.reference(),
                policy.method());
    }

    private static SiteProfile profile(Site site) {
        return new SiteProfile(
                site.name(),
                site.region(),
                site.access(),
                site.labels(),
                site.sources(),
                site.concurrentUsers(),
                site.contact(),
                site.enforcementPoints());
    }
}
