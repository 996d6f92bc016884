package dev.portreach.catalog.assignment;

import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.effective.EffectiveRow;
import dev.portreach.catalog.effective.EffectiveRows;
import dev.portreach.catalog.load.Loads;
import dev.portreach.catalog.policy.PortPolicy;
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
    public Assignment render(Site site, CatalogView catalog, long revision, Instant issuedAt) {
        return render(site, catalog, revision, issuedAt, new Loads(catalog, defaultInterval, Optional.empty()));
    }

    /**
     * The same with intervals stretched where endpoints would else get too much. A policy's interval holds for all endpoints
     * at which the site probes it, so it is stretched as the busiest of them needs.
     *
     * @param loads of the same catalog
     */
    public Assignment render(Site site, CatalogView catalog, long revision, Instant issuedAt, Loads loads) {
        Map<String, AssignedPolicy> policies = new TreeMap<>();
        List<AssignedCheck> checks = new ArrayList<>();
        for (EffectiveRow row : probedFrom(site, catalog, issuedAt)) {
            policies.merge(row.key(), assigned(row, stretch(row, loads)), AssignmentRenderer::slower);
            checks.add(check(site, row, catalog));
        }
        checks.sort(Comparator.comparing(AssignedCheck::id));
        return new Assignment(
                site.id(),
                revision,
                issuedAt,
                profile(site),
                catalog.agentsOf(site.id()),
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

    /** Intervals of the site that are longer than said, with the endpoint for whose sake each is. */
    public List<StretchedInterval> stretched(Site site, CatalogView catalog, Loads loads, Instant now) {
        Map<String, StretchedInterval> slowest = new TreeMap<>();
        for (EffectiveRow row : EffectiveRows.of(site, catalog, now)) {
            int stretch = row.isProbed() ? stretch(row, loads) : 1;
            if (stretch > 1) {
                Duration from = row.interval().or(defaultInterval).value();
                StretchedInterval next =
                        new StretchedInterval(row.key(), row.endpoint().id(), from, Loads.stretched(from, stretch));
                slowest.merge(row.key(), next, (a, b) -> a.to().compareTo(b.to()) >= 0 ? a : b);
            }
        }
        return List.copyOf(slowest.values());
    }

    /** Loads of the catalog, by which intervals are stretched to the limit. */
    public Loads loads(CatalogView catalog, Optional<Double> limit) {
        return new Loads(catalog, defaultInterval, limit);
    }

    /** What the site's agents probe: inbound rows for their own site, outbound ones of a host they stand at for all. */
    private static List<EffectiveRow> probedFrom(Site site, CatalogView catalog, Instant now) {
        Stream<EffectiveRow> inbound = EffectiveRows.of(site, Direction.INBOUND, catalog, now).stream();
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

    /** What an endpoint gets from sites is stretched; what goes out from its host is not its load. */
    private static int stretch(EffectiveRow row, Loads loads) {
        return row.policy().direction() == Direction.INBOUND ? loads.stretch(row.endpoint()) : 1;
    }

    private static AssignedPolicy slower(AssignedPolicy one, AssignedPolicy other) {
        return one.interval().compareTo(other.interval()) >= 0 ? one : other;
    }

    private AssignedPolicy assigned(EffectiveRow row, int stretch) {
        PortPolicy policy = row.policy();
        Duration interval = Loads.stretched(row.interval().or(defaultInterval).value(), stretch);
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
