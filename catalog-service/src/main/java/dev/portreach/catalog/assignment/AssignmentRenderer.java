package dev.portreach.catalog.assignment;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.site.Agent;
import dev.portreach.catalog.site.Site;
import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /** The site's assignment under that revision. */
    public Assignment render(Site site, List<Agent> agents, CatalogView catalog, long revision, Instant issuedAt) {
        Map<String, AssignedPolicy> policies = new TreeMap<>();
        List<AssignedCheck> checks = new ArrayList<>();
        for (Component component : catalog.components().values()) {
            if (!site.needs(component.id())) {
                continue;
            }
            for (PortPolicy policy : catalog.policiesOf(component)) {
                if (!isProbedBySite(policy)) {
                    continue;
                }
                for (Endpoint endpoint : catalog.endpointsOf(component)) {
                    policies.computeIfAbsent(policy.key(), key -> assigned(policy, component));
                    checks.add(check(site.id(), site.id(), endpoint, policy));
                }
            }
        }
        checks.sort(Comparator.comparing(AssignedCheck::id));
        return new Assignment(
                site.id(),
                revision,
                issuedAt,
                profile(site),
                agents.stream()
                        .sorted(Comparator.comparing(Agent::id))
                        .map(agent -> new AssignedAgent(agent.id(), agent.publicKey()))
                        .toList(),
                List.copyOf(policies.values()),
                checks,
                List.of(),
                null);
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
                other.stopped()));
    }

    /** Outbound rows are initiated by the component: their vantage is in the core, not at the site. */
    private static boolean isProbedBySite(PortPolicy policy) {
        return policy.direction() == Direction.INBOUND;
    }

    private static AssignedCheck check(String vantage, String subject, Endpoint endpoint, PortPolicy policy) {
        Ports ports = endpoint.portOverrides().getOrDefault(policy.key(), policy.ports());
        return new AssignedCheck(
                AssignedCheck.id(vantage, subject, endpoint.id(), policy.key()),
                policy.key(),
                subject,
                endpoint.id(),
                endpoint.address(),
                endpoint.addressFor(vantage),
                ports.toString(),
                List.of());
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
