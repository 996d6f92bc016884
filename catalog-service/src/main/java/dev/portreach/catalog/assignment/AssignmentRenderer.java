package dev.portreach.catalog.assignment;

import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.effective.EffectiveRow;
import dev.portreach.catalog.effective.EffectiveRows;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.site.Agent;
import dev.portreach.catalog.site.Site;
import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.policy.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
        for (EffectiveRow row : probedFrom(site, catalog, issuedAt)) {
            policies.computeIfAbsent(row.key(), key -> assigned(row));
            checks.add(check(site, row, catalog));
        }
        checks.sort(Comparator.comparing(AssignedCheck::id));
        return new Assignment(
                site.id(),
                revision,
                issuedAt,
                profile(site),
                CatalogView.assigned(agents),
                List.copyOf(policies.values()),
                checks,
                new ListenerRenderer(catalog, issuedAt).listenersOf(site),
                null);
    }

    /** Rows that the site needs and nobody probes, and why. */
    public List<NotProbed> notProbed(Site site, CatalogView catalog, Instant now) {
        return EffectiveRows.of(site, catalog, now).stream()
                .filter(row -> !row.isProbed())
                .map(row -> new NotProbed(
                        row.endpoint().id(), row.key(), row.omission().reason()))
                .toList();
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
    private static List<EffectiveRow> probedFrom(Site site, CatalogView catalog, Instant now) {
        Stream<EffectiveRow> inbound = EffectiveRows.of(site, catalog, now).stream()
                .filter(row -> row.policy().direction() == Direction.INBOUND);
        return Stream.concat(inbound, catalog.outboundFrom(site, now))
                .filter(EffectiveRow::isProbed)
                .toList();
    }

    private static AssignedCheck check(Site vantage, EffectiveRow row, CatalogView catalog) {
        List<AssignedAgent> responders = List.of();
        if (row.policy().direction() == Direction.OUTBOUND && !row.policy().needsNoListener()) {
            responders = catalog.agentsOf(row.site().id());
        } else if (row.responded()) {
            responders = catalog.agentsOf(row.endpoint().site());
        }
        return new AssignedCheck(
                AssignedCheck.id(vantage.id(), row.site().id(), row.endpoint().id(), row.key()),
                row.key(),
                row.site().id(),
                row.endpoint().id(),
                row.endpoint().address(),
                row.address().value(),
                row.ports().value().toString(),
                responders);
    }

    private AssignedPolicy assigned(EffectiveRow row) {
        PortPolicy policy = row.policy();
        Duration interval = row.interval().or(defaultInterval).value();
        Duration deadline = policy.deadline() == null ? defaultDeadline : policy.deadline();
        return new AssignedPolicy(
                row.key(),
                policy.component(),
                row.component().name(),
                policy.purpose(),
                policy.protocol(),
                policy.direction(),
                row.expectation(),
                policy.rangeMode(),
                policy.required(),
                interval,
                deadline.compareTo(interval) > 0 ? interval : deadline, // where the two were not said together
                policy.reference(),
                policy.method(),
                policy.severity());
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
