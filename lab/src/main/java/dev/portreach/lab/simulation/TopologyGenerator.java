package dev.portreach.lab.simulation;

import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.port.PortRange;
import dev.portreach.contracts.port.Ports;
import dev.portreach.lab.simulation.Topology.Check;
import dev.portreach.lab.simulation.Topology.Endpoint;
import dev.portreach.lab.simulation.Topology.Place;
import dev.portreach.lab.simulation.Topology.Row;
import dev.portreach.lab.simulation.Topology.Site;
import dev.portreach.lab.simulation.Topology.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws a company from a family. */
public final class TopologyGenerator {

    private static final int[] COMMON_PORTS = {22, 80, 443, 445, 3389, 8080, 8443, 9443};
    private static final List<String> ACCESSES =
            List.of(Access.INTRANET_VPN.wireName(), Access.EXTRANET_VPN.wireName(), Access.DIRECT.wireName());

    private final Family family;
    private final double wrongLabels;
    private final SplittableRandom random;

    private TopologyGenerator(Family family, double wrongLabels, SplittableRandom random) {
        this.family = family;
        this.wrongLabels = wrongLabels;
        this.random = random;
    }

    /** @param wrongLabels share of sites and endpoints of which the catalog believes something wrong */
    public static Topology draw(Family family, double wrongLabels, SplittableRandom random) {
        return new TopologyGenerator(family, wrongLabels, random).topology();
    }

    private Topology topology() {
        List<Site> sites = sites();
        List<Row> allRows = new ArrayList<>();
        List<Endpoint> allEndpoints = new ArrayList<>();
        List<String> components = IntStream.range(0, family.components().drawInt(random))
                .mapToObj("component-%d"::formatted)
                .toList();
        int hosts = family.hosts().drawInt(random);
        for (String component : components) {
            allRows.addAll(rows(component, allRows.size()));
            allEndpoints.addAll(endpoints(component, hosts));
        }
        Map<String, List<Row>> rows = allRows.stream().collect(Collectors.groupingBy(Row::component));
        Map<String, List<Endpoint>> endpoints =
                allEndpoints.stream().collect(Collectors.groupingBy(Endpoint::component));
        List<Check> checks = new ArrayList<>();
        List<View> views = new ArrayList<>();
        double coverage = family.coverage().draw(random);
        for (Site site : sites) {
            for (String component : used(components, coverage)) {
                addChecks(site, rows.get(component), endpoints.get(component), checks, views);
            }
        }
        return new Topology(
                sites,
                allRows,
                allEndpoints,
                checks,
                views,
                family.intervalMillis().drawInt(random),
                family.deadlineMillis().drawInt(random));
    }

    private List<Site> sites() {
        int count = family.sites().drawInt(random);
        int regions = Math.max(2, Math.min(family.regions().drawInt(random), count / 3));
        List<Site> sites = new ArrayList<>();
        String point = null;
        int left = 0;
        for (int i = 0; i < count; i++) {
            if (left == 0) {
                left = family.points().drawInt(random);
                point = "point-" + i;
            }
            left--;
            Place truth = new Place("region-" + random.nextInt(regions), ACCESSES.get(random.nextInt(3)));
            sites.add(new Site(
                    "site-" + i,
                    truth,
                    believed(truth, regions),
                    List.of(point),
                    random.nextDouble() < family.twoAgents() ? List.of("a", "b") : List.of("a")));
        }
        return sites;
    }

    private Place believed(Place truth, int regions) {
        if (random.nextDouble() >= wrongLabels) {
            return truth;
        }
        return random.nextBoolean()
                ? new Place("region-" + random.nextInt(regions), truth.access())
                : new Place(truth.region(), ACCESSES.get(random.nextInt(3)));
    }

    private List<Row> rows(String component, int number) {
        List<Row> rows = new ArrayList<>();
        Ports taken = Ports.NONE;
        for (int i = family.rows().drawInt(random); i > 0; i--) {
            for (Ports ports : ports(number + rows.size())) {
                if (!ports.intersects(taken)) {
                    taken = taken.plus(ports);
                    rows.add(new Row("%s.row-%d".formatted(component, rows.size()), component, ports));
                }
            }
        }
        return rows;
    }

    /** A port that many use, one that few use, neighbouring ports in rows of their own, or a range in one row. */
    private List<Ports> ports(int number) {
        double what = random.nextDouble();
        int first = 10_000 + 60 * number;
        if (what < 0.45) {
            return List.of(Ports.of(COMMON_PORTS[random.nextInt(COMMON_PORTS.length)]));
        }
        if (what < 0.75) {
            return List.of(Ports.of(first));
        }
        if (what < 0.85) {
            return IntStream.range(first, first + random.nextInt(2, 5))
                    .mapToObj(Ports::of)
                    .toList();
        }
        PortRange range = new PortRange(first, first + random.nextInt(4, 50));
        return List.of(Ports.ofRanges(List.of(range)));
    }

    private List<Endpoint> endpoints(String component, int hosts) {
        int wanted = family.spread().drawInt(random);
        return random.ints(0, hosts)
                .distinct()
                .limit(Math.min(wanted, hosts))
                .mapToObj(host -> new Endpoint(
                        "%s-on-%d".formatted(component, host),
                        component,
                        address(host),
                        address(host),
                        address(random.nextDouble() < wrongLabels ? random.nextInt(hosts) : host)))
                .toList();
    }

    private static String address(int host) {
        return "10.20.%d.%d".formatted(host / 250, 1 + host % 250);
    }

    /** At least one. */
    private List<String> used(List<String> components, double coverage) {
        List<String> used = components.stream()
                .filter(each -> random.nextDouble() < coverage)
                .toList();
        return used.isEmpty() ? List.of(components.get(random.nextInt(components.size()))) : used;
    }

    private static void addChecks(
            Site site, List<Row> rows, List<Endpoint> endpoints, List<Check> checks, List<View> views) {
        for (Endpoint endpoint : endpoints) {
            for (Row row : rows) {
                String id = AssignedCheck.id(site.id(), site.id(), endpoint.id(), row.key());
                Check check = new Check(id, site, endpoint, row);
                checks.add(check);
                site.agents().forEach(agent -> views.add(new View(views.size(), check, agent)));
            }
        }
    }
}
