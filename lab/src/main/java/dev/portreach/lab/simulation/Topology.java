package dev.portreach.lab.simulation;

import dev.portreach.contracts.port.Ports;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A company: who uses what, where it runs, and what the catalog believes of it.
 *
 * @param views every check as each agent of its site sees it: what a fault makes fail
 * @param intervalMillis between two probes of a check
 * @param deadlineMillis how long a probe waits for an answer
 */
public record Topology(
        List<Site> sites,
        List<Row> rows,
        List<Endpoint> endpoints,
        List<Check> checks,
        List<View> views,
        long intervalMillis,
        long deadlineMillis) {

    public Topology {
        sites = List.copyOf(sites);
        rows = List.copyOf(rows);
        endpoints = List.copyOf(endpoints);
        checks = List.copyOf(checks);
        views = List.copyOf(views);
    }

    /** The same with the first checks only. */
    Topology cut(int count) {
        List<Check> kept = checks.subList(0, Math.min(count, checks.size()));
        Set<Check> set = new HashSet<>(kept);
        // Views stand in the order of their checks, so that indices stay.
        List<View> seen =
                views.stream().filter(view -> set.contains(view.check())).toList();
        return new Topology(sites, rows, endpoints, kept, seen, intervalMillis, deadlineMillis);
    }

    /** Where a site is, in truth or as the catalog has it. */
    public record Place(String region, String access) {}

    /** @param agents ids of its agents */
    public record Site(String id, Place truth, Place belief, List<String> points, List<String> agents) {

        public Site {
            points = List.copyOf(points);
            agents = List.copyOf(agents);
        }

        Place place(boolean believed) {
            return believed ? belief : truth;
        }
    }

    /** A component at an address. */
    public record Endpoint(String id, String component, String address, String host, String believedHost) {

        String host(boolean believed) {
            return believed ? believedHost : host;
        }
    }

    /** A row of ports of a component; all are TCP. */
    public record Row(String key, String component, Ports ports) {}

    public record Check(String id, Site site, Endpoint endpoint, Row row) {}

    /** @param index place in {@link #views} */
    public record View(int index, Check check, String agent) {}
}
