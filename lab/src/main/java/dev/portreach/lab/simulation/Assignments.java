package dev.portreach.lab.simulation;

import dev.portreach.alert.detection.Revision;
import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.trust.AgentKeys;
import dev.portreach.lab.simulation.Topology.Check;
import dev.portreach.lab.simulation.Topology.Row;
import dev.portreach.lab.simulation.Topology.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the catalog would assign to the sites of a topology, wrong beliefs included. */
final class Assignments {

    /** Nothing is signed here, but an agent without a key is none. */
    private static final String KEY = AgentKeys.encode(AgentKeys.generate().getPublic());

    private Assignments() {}

    /** By site; sites without checks are left out. */
    static Map<String, Revision> of(Topology topology, Instant issued) {
        Map<Site, List<Check>> bySite = topology.checks().stream()
                .collect(Collectors.groupingBy(Check::site, LinkedHashMap::new, Collectors.toList()));
        Map<Row, AssignedPolicy> policies =
                topology.rows().stream().collect(Collectors.toMap(row -> row, row -> policy(row, topology)));
        Map<String, Revision> revisions = new LinkedHashMap<>();
        bySite.forEach(
                (site, checks) -> revisions.put(site.id(), new Revision(assignment(site, checks, policies, issued))));
        return revisions;
    }

    private static Assignment assignment(
            Site site, List<Check> checks, Map<Row, AssignedPolicy> policies, Instant issued) {
        return new Assignment(
                site.id(),
                SiteIntake.REVISION,
                issued,
                new SiteProfile(
                        site.id(),
                        site.belief().region(),
                        Arrays.stream(Access.values())
                                .filter(access ->
                                        access.wireName().equals(site.belief().access()))
                                .findFirst()
                                .orElseThrow(),
                        Map.of(),
                        List.of(),
                        0,
                        null,
                        site.points().stream()
                                .map(point -> new EnforcementPoint(point, "firewall", null))
                                .toList()),
                site.agents().stream()
                        .map(agent -> new AssignedAgent(agent, KEY))
                        .toList(),
                checks.stream().map(Check::row).distinct().map(policies::get).toList(),
                checks.stream().map(Assignments::assigned).toList(),
                List.of(),
                null);
    }

    private static AssignedCheck assigned(Check check) {
        return new AssignedCheck(
                check.id(),
                check.row().key(),
                check.site().id(),
                check.endpoint().id(),
                check.endpoint().believedHost(),
                check.endpoint().address(),
                check.row().ports().toString(),
                List.of());
    }

    private static AssignedPolicy policy(Row row, Topology topology) {
        return new AssignedPolicy(
                row.key(),
                row.component(),
                row.component(),
                row.key(),
                Protocol.TCP,
                Direction.INBOUND,
                Expectation.LISTENING,
                RangeMode.ALL,
                true,
                Duration.ofMillis(topology.intervalMillis()),
                Duration.ofMillis(topology.deadlineMillis()),
                null,
                null);
    }
}
