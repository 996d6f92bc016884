package dev.portreach.preflight.plan;

import dev.portreach.catalog.assignment.AssignmentRenderer;
import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.effective.EffectiveRow;
import dev.portreach.catalog.effective.EffectiveRows;
import dev.portreach.catalog.effective.Omission;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.pack.Pack;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.site.Site;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Heartbeat.Problem;
import dev.portreach.preflight.UsageException;
import dev.portreach.probe.assignment.AssignmentPlanner;
import dev.portreach.probe.assignment.Plan;
import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.network.AllowList;
import dev.portreach.probe.payload.Payloads;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What will be probed, and what will not.
 *
 * @param targets by id of the endpoint that stands for each
 * @param assignment all rows that this machine is to reach
 * @param checks those that can be probed
 * @param problems those that cannot, and why
 * @param notes for people: what of the pack is not looked at
 */
public record CheckPlan(
        Pack pack,
        Map<String, Target> targets,
        Assignment assignment,
        List<PlannedCheck> checks,
        List<Problem> problems,
        List<String> notes) {

    private static final AllowList EVERYWHERE = AllowList.parse("0.0.0.0/0,::/0"); // its user names each host
    private static final String HERE = "this-machine";
    private static final Duration ONCE = Duration.ofHours(1); // nothing is repeated; any interval above the deadlines

    /**
     * Plans a request.
     *
     * @throws UsageException if a component or a policy is not in the pack, or no row can be looked at from here
     */
    public static CheckPlan of(Request request, Instant now) {
        requireKnown(request);
        Map<String, Target> targets = new LinkedHashMap<>();
        List<Endpoint> endpoints = new ArrayList<>();
        for (Target target : request.targets()) {
            String id = "%s-%d".formatted(target.component(), targets.size() + 1);
            targets.put(id, target);
            endpoints.add(new Endpoint(
                    id, target.component(), target.host(), ports(request, target.component()), Map.of(), null, null));
        }
        Pack pack = request.pack();
        Site here = new Site(HERE, null, null, Access.DIRECT, null, request.users(), null, null, null, null, null);
        CatalogView catalog = CatalogView.of(pack.components(), pack.policies(), endpoints);
        Assignment assignment = new AssignmentRenderer(ONCE, request.timeout()).render(here, catalog, 1, now);
        Plan plan = new AssignmentPlanner(EVERYWHERE, true, Payloads.builtIn())
                .plan(assignment, LocalDate.ofInstant(now, ZoneOffset.UTC));
        List<String> notes = notes(request, here, catalog, now);
        if (assignment.checks().isEmpty()) { // or it would say that all of nothing is reachable
            throw new UsageException("there is no row to look at. " + String.join("; ", notes));
        }
        return new CheckPlan(pack, targets, assignment, plan.checks(), plan.problems(), notes);
    }

    /** Addresses of the hosts as they were written. */
    public Map<String, InetAddress> addresses() {
        return targets.values().stream()
                .collect(Collectors.toMap(Target::host, Target::address, (first, second) -> first));
    }

    /** Policies by key. */
    public Map<String, AssignedPolicy> policies() {
        return assignment.policies().stream().collect(Collectors.toMap(AssignedPolicy::key, Function.identity()));
    }

    private static void requireKnown(Request request) {
        List<String> components =
                request.pack().components().stream().map(Component::id).toList();
        for (Target target : request.targets()) {
            if (!components.contains(target.component())) {
                throw new UsageException("pack %s has no component \"%s\"; it has: %s"
                        .formatted(request.pack().id(), target.component(), String.join(", ", components)));
            }
        }
        Map<String, PortPolicy> policies = new LinkedHashMap<>();
        request.pack().policies().forEach(policy -> policies.put(policy.key(), policy));
        for (String key : request.overrides().keySet()) {
            if (!policies.containsKey(key)) {
                throw new UsageException("pack %s has no policy \"%s\" to override; it has: %s"
                        .formatted(request.pack().id(), key, String.join(", ", policies.keySet())));
            }
            if (policies.get(key).hasNoPorts()) {
                throw new UsageException(
                        "policy %s is of protocol icmp, which has no ports to override".formatted(key));
            }
        }
    }

    private static Map<String, Ports> ports(Request request, String component) {
        Map<String, Ports> changed = new TreeMap<>();
        for (PortPolicy policy : request.pack().policies()) {
            if (policy.component().equals(component)) {
                Ports ports = request.overrides().getOrDefault(policy.key(), policy.ports());
                boolean locked = policy.rangeMode() == RangeMode.ON_DEMAND && request.users() > 0 && ports != null;
                Ports effective = locked ? Ports.ofStream(ports.stream().limit(request.users())) : ports;
                if (effective != null && !effective.equals(policy.ports())) {
                    changed.put(policy.key(), effective);
                }
            }
        }
        return changed;
    }

    private static List<String> notes(Request request, Site here, CatalogView catalog, Instant now) {
        List<String> notes = new ArrayList<>();
        List<String> given = request.targets().stream().map(Target::component).toList();
        for (Component component : request.pack().components()) {
            if (!given.contains(component.id())) {
                notes.add("%s (%s) was not looked at: no --endpoint %s=… was given"
                        .formatted(component.name(), component.id(), component.id()));
            }
        }
        EffectiveRows.of(here, catalog, now).stream()
                .filter(row -> !row.isProbed())
                .map(CheckPlan::note)
                .distinct() // whatever the number of hosts
                .forEach(notes::add);
        return notes;
    }

    private static String note(EffectiveRow row) {
        PortPolicy policy = row.policy();
        String what = row.ports().value() == null
                ? policy.protocol() + " ports"
                : policy.protocol().describe(row.ports().value());
        String why = policy.direction() == Direction.OUTBOUND && row.omission().kind() == Omission.Kind.NO_AGENT
                ? "%s opens it to this site, which is proven from the core".formatted(policy.component())
                : row.omission().reason();
        return "%s (%s) was not looked at: %s".formatted(what, policy.key(), why);
    }
}
