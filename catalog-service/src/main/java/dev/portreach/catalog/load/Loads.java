package dev.portreach.catalog.load;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.policy.Probing;
import dev.portreach.catalog.selector.Selector;
import dev.portreach.catalog.site.Site;
import dev.portreach.contracts.assignment.ProbePace;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The load of every endpoint of one catalog, by policies and endpoints; what single sites override is left out. Computed when
 * asked for, and once. Confined to one thread.
 */
public final class Loads {

    private static final long MAX_INTERVAL_MILLIS = Duration.ofDays(1).toMillis();

    private final CatalogView catalog;
    private final Duration defaultInterval;
    private final Optional<Double> limit;
    private final Map<String, EndpointLoad> known = new HashMap<>();
    private final Map<Need, Reach> reaches = new HashMap<>();

    private record Need(String component, Selector sites) {}

    private record Reach(int sites, int agents) {}

    private record Row(PortPolicy policy, Ports ports, long intervalMillis) {}

    /**
     * Loads of that catalog.
     *
     * @param defaultInterval of policies that do not say
     * @param limit connections a second that an endpoint may get
     */
    public Loads(CatalogView catalog, Duration defaultInterval, Optional<Double> limit) {
        this.catalog = catalog;
        this.defaultInterval = defaultInterval;
        this.limit = limit;
    }

    /** By how much intervals are longer for the endpoint's sake; 1 where no limit is configured. */
    public int stretch(Endpoint endpoint) {
        return limit.isEmpty() ? 1 : of(endpoint).stretch();
    }

    /** Those that get the most connections, the busiest first. */
    public List<EndpointLoad> busiest(int most) {
        return catalog.endpoints().values().stream()
                .flatMap(List::stream)
                .map(this::of)
                .sorted(Comparator.comparingDouble(EndpointLoad::connectionsPerSecond)
                        .reversed()
                        .thenComparing(EndpointLoad::endpoint))
                .limit(most)
                .toList();
    }

    public EndpointLoad of(Endpoint endpoint) {
        return known.computeIfAbsent(endpoint.id(), id -> compute(endpoint));
    }

    private EndpointLoad compute(Endpoint endpoint) {
        Reach reach =
                reaches.computeIfAbsent(new Need(endpoint.component(), endpoint.sites()), need -> reach(endpoint));
        List<Row> rows = catalog.policies().getOrDefault(endpoint.component(), List.of()).stream()
                .filter(policy -> isProbed(policy, endpoint))
                .map(policy -> new Row(
                        policy,
                        endpoint.portOverrides().getOrDefault(policy.key(), policy.ports()),
                        (policy.interval() == null ? defaultInterval : policy.interval()).toMillis()))
                .toList();
        int sharers = (int) rows.stream()
                .filter(row ->
                        ProbePace.isSampled(row.policy().protocol(), row.ports().size()))
                .count();
        int stretch =
                limit.map(max -> stretch(rows, sharers, reach.agents(), max)).orElse(1);
        return new EndpointLoad(
                endpoint.id(),
                reach.sites(),
                reach.agents(),
                perSecond(rows, sharers, reach.agents(), 1),
                perSecond(rows, sharers, reach.agents(), stretch),
                limit.orElse(null),
                stretch,
                rows.stream()
                        .map(row -> new RowLoad(
                                row.policy().key(),
                                ports(row, sharers, 1),
                                Duration.ofMillis(row.intervalMillis()),
                                perSecond(row, sharers, reach.agents(), 1)))
                        .sorted(Comparator.comparingDouble(RowLoad::connectionsPerSecond)
                                .reversed()
                                .thenComparing(RowLoad::policy))
                        .toList());
    }

    private static boolean isProbed(PortPolicy policy, Endpoint endpoint) {
        String version = endpoint.productVersion();
        return policy.direction() == Direction.INBOUND
                && policy.probing() == Probing.PROBED
                && policy.ports() != null
                && (!policy.holdsForSomeVersions() || (version != null && policy.holdsFor(version)));
    }

    private Reach reach(Endpoint endpoint) {
        Component component = catalog.components().get(endpoint.component());
        List<Site> sites = component == null
                ? List.of()
                : catalog.sites().stream()
                        .filter(site -> CatalogView.needs(site, component, endpoint))
                        .toList();
        int agents = sites.stream()
                .mapToInt(site -> Math.max(
                        1, catalog.agents().getOrDefault(site.id(), List.of()).size()))
                .sum();
        return new Reach(sites.size(), agents);
    }

    /** The smallest whole factor that keeps the limit, or that makes every interval a day. */
    private static int stretch(List<Row> rows, int sharers, int agents, double max) {
        long shortest = rows.stream().mapToLong(Row::intervalMillis).min().orElse(MAX_INTERVAL_MILLIS);
        int low = 1;
        int high = (int) Math.max(1, MAX_INTERVAL_MILLIS / shortest);
        while (low < high) {
            int middle = (low + high) / 2;
            if (perSecond(rows, sharers, agents, middle) <= max) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static double perSecond(List<Row> rows, int sharers, int agents, int stretch) {
        return rows.stream()
                .mapToDouble(row -> perSecond(row, sharers, agents, stretch))
                .sum();
    }

    private static double perSecond(Row row, int sharers, int agents, int stretch) {
        return 1_000.0 * agents * ports(row, sharers, stretch) / stretched(row.intervalMillis(), stretch);
    }

    private static int ports(Row row, int sharers, int stretch) {
        return ProbePace.portsPerInterval(
                row.policy().protocol(),
                row.ports().size(),
                stretched(row.intervalMillis(), stretch),
                ProbePace.DEFAULT_PORTS_PER_SECOND,
                sharers);
    }

    private static long stretched(long intervalMillis, int stretch) {
        return Math.min(MAX_INTERVAL_MILLIS, intervalMillis * stretch);
    }

    /** An interval under that factor; at most a day. */
    public static Duration stretched(Duration interval, int stretch) {
        return stretch == 1 ? interval : Duration.ofMillis(stretched(interval.toMillis(), stretch));
    }
}
