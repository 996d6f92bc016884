package dev.portreach.probe.assignment;

import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.Recheck;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.ProbeKind;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.InvalidPortsException;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Heartbeat.Problem;
import dev.portreach.probe.application.Question;
import dev.portreach.probe.identity.Peer;
import dev.portreach.probe.network.AllowList;
import dev.portreach.probe.network.Cidr;
import dev.portreach.probe.network.HostName;
import dev.portreach.probe.payload.Payload;
import dev.portreach.probe.payload.Payloads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks each entry of an assignment on its own: what is wrong is named and skipped, the others run. */
public final class AssignmentPlanner {

    /** Shorter intervals would be a load, not a check. */
    public static final Duration MIN_INTERVAL = Duration.ofMillis(500);

    /** Longer deadlines would hold connections for nothing. */
    public static final Duration MAX_DEADLINE = Duration.ofSeconds(30);

    private static final int MAX_RESPONDERS = 64;

    private final AllowList allowed;
    private final boolean probeOnDemand;
    private final Payloads payloads;

    /**
     * @param probeOnDemand false to leave the ports of on-demand rows alone
     * @param payloads what policies can ask to be sent
     */
    public AssignmentPlanner(AllowList allowed, boolean probeOnDemand, Payloads payloads) {
        this.allowed = allowed;
        this.probeOnDemand = probeOnDemand;
        this.payloads = payloads;
    }

    /** @param today by which entries of the allow-list expire */
    public Plan plan(Assignment assignment, LocalDate today) {
        if (assignment.stopped() != null) {
            return Plan.stopped(assignment.revision(), assignment.stopped());
        }
        Map<String, AssignedPolicy> policies = new HashMap<>();
        assignment.policies().forEach(policy -> policies.putIfAbsent(policy.key(), policy));
        List<PlannedCheck> checks = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (AssignedCheck check : assignment.checks()) {
            try {
                require(seen.add(check.id()), "the id occurs twice; the first one is probed");
                checks.add(plan(check, policies, today));
            } catch (UnfitCheckException | InvalidPortsException e) {
                problems.add(new Problem(check.id(), e.getMessage()));
            }
        }
        List<Recheck> rechecks =
                assignment.rechecks().stream().limit(Recheck.MAX_OPEN).toList();
        return new Plan(assignment.revision(), checks, problems, rechecks);
    }

    private PlannedCheck plan(AssignedCheck check, Map<String, AssignedPolicy> policies, LocalDate today) {
        AssignedPolicy policy = policies.get(check.policy());
        require(policy != null, "policy \"%s\" is not in the assignment".formatted(check.policy()));
        boolean hasResponders = !check.responders().isEmpty();
        requirePolicy(policy);
        require(
                probeOnDemand || hasResponders || policy.rangeMode() != RangeMode.ON_DEMAND,
                "on-demand ports are left alone here (portreach.guest.on-demand=never)");
        Ports ports = Ports.parse(check.ports());
        policy.protocol().fault(ports).ifPresent(fault -> {
            throw new UnfitCheckException(fault);
        });
        require(!hasResponders || policy.protocol() != Protocol.ICMP, "no agent answers an echo request by itself");
        requireAddress(check.address(), today);
        requireQuestion(policy, check.address());
        return new PlannedCheck(
                check.id(),
                policy.key(),
                check.address(),
                policy.protocol(),
                ports,
                policy.expectation(),
                policy.rangeMode(),
                policy.interval(),
                policy.deadline(),
                policy.method(),
                responders(check));
    }

    private static List<Peer> responders(AssignedCheck check) {
        require(check.responders().size() <= MAX_RESPONDERS, "more than %d responders".formatted(MAX_RESPONDERS));
        try {
            return check.responders().stream().map(Peer::of).toList();
        } catch (IllegalArgumentException e) {
            throw new UnfitCheckException(e.getMessage(), e);
        }
    }

    private void requirePolicy(AssignedPolicy policy) {
        require(
                policy.protocol() != null && policy.protocol() != Protocol.UNRECOGNISED,
                "protocol of policy %s is not known to this version".formatted(policy.key()));
        if (policy.method() != null && policy.method().kind() == ProbeKind.PAYLOAD) {
            requirePayload(policy);
        } else {
            require(
                    policy.method() == null
                            || policy.method().kind() == ProbeKind.CONNECT
                            || Question.KINDS.contains(policy.method().kind()),
                    "method of policy %s is not known to this version".formatted(policy.key()));
        }
        require(
                policy.expectation() != null && policy.expectation() != Expectation.UNRECOGNISED,
                "expectation of policy %s is not known to this version".formatted(policy.key()));
        require(
                policy.rangeMode() != RangeMode.UNRECOGNISED,
                "range mode of policy %s is not known to this version".formatted(policy.key()));
        Duration interval = policy.interval();
        Duration deadline = policy.deadline();
        require(
                interval != null
                        && interval.compareTo(MIN_INTERVAL) >= 0
                        && interval.compareTo(Duration.ofDays(1)) <= 0,
                "interval %s of policy %s is not within PT0.5S to PT24H".formatted(interval, policy.key()));
        require(
                deadline != null && deadline.toMillis() >= 10 && deadline.compareTo(MAX_DEADLINE) <= 0,
                "deadline %s of policy %s is not within PT0.01S to PT30S".formatted(deadline, policy.key()));
    }

    private void requirePayload(AssignedPolicy policy) {
        String name = policy.method().payload();
        Payload payload = payloads.find(name).orElse(null);
        require(
                payload != null,
                "payload \"%s\" of policy %s is not known here, but %s (portreach.payloads.dir)"
                        .formatted(name, policy.key(), payloads));
        require(
                payload != null && payload.protocol() == policy.protocol(),
                "payload \"%s\" of policy %s is not for %s".formatted(name, policy.key(), policy.protocol()));
    }

    private static void requireQuestion(AssignedPolicy policy, String address) {
        if (policy.method() != null && Question.KINDS.contains(policy.method().kind())) {
            require(
                    policy.protocol() == Protocol.TCP,
                    "method %s of policy %s is for tcp only"
                            .formatted(policy.method().kind(), policy.key()));
            try {
                Question.of(policy.method(), address);
            } catch (IllegalArgumentException e) {
                throw new UnfitCheckException("method of policy %s: %s".formatted(policy.key(), e.getMessage()), e);
            }
        }
    }

    private void requireAddress(String address, LocalDate today) {
        require(address != null && !address.isBlank(), "no address");
        if (!Cidr.isLiteral(address)) {
            require(
                    HostName.isValid(address),
                    "\"%s\" is neither an address nor a name".formatted(address.replaceAll("\\p{Cntrl}", "?")));
            return; // names are resolved, and checked against the allow-list, at each probe
        }
        try {
            allowed.refusal(InetAddress.getByName(address), today).ifPresent(reason -> {
                throw new UnfitCheckException(reason);
            });
        } catch (UnknownHostException e) {
            throw new UnfitCheckException("\"%s\" is neither an address nor a name".formatted(address), e);
        }
    }

    private static void require(boolean fits, String otherwise) {
        if (!fits) {
            throw new UnfitCheckException(otherwise);
        }
    }
}
