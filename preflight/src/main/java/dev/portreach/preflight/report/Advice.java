package dev.portreach.preflight.report;

import dev.portreach.alert.judge.Judgement;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.Verdict;
import dev.portreach.preflight.plan.Target;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What to do about a finding, and whom to ask. What an outcome cannot tell apart is named as both. */
final class Advice {

    private final AssignedPolicy policy;
    private final Target target;

    private Advice(AssignedPolicy policy, Target target) {
        this.policy = policy;
        this.target = target;
    }

    /** One line; null where nothing is to be done. */
    static String of(AssignedPolicy policy, Target target, Judgement judgement, List<Run> runs) {
        Advice advice = new Advice(policy, target);
        if (judgement.verdict() == Verdict.OK) {
            return null;
        }
        boolean failing = judgement.verdict() != Verdict.UNKNOWN;
        Ports wanted = failing ? judgement.bad() : judgement.unknown();
        return runs.stream()
                .filter(run -> run.ports().intersects(wanted))
                .map(run -> failing ? advice.failing(run) : advice.unproven(run))
                .collect(Collectors.joining("; "));
    }

    private String failing(Run run) {
        if (policy.expectation() == Expectation.BLOCKED) {
            return "ask the network administrators to close %s: it must not be reachable, but is (%s)"
                    .formatted(path(run.ports()), run.outcome());
        }
        return switch (run.outcome()) {
            case TIMEOUT -> open(run) + ": no answer came, so it is dropped on the way, or the host is down";
            case REFUSED ->
                "see that something listens on %s at %s; if it does, a firewall rejects it: %s"
                        .formatted(ports(run.ports()), host(), open(run));
            case UNREACHABLE, PROHIBITED -> open(run) + ": there is no route, or a firewall forbids it";
            case PATH_MTU ->
                "ask the network administrators to pass full-sized packets, or the ICMP messages about them, on %s"
                        .formatted(path(run.ports()));
            default ->
                "see to the service on %s at %s, or to a device that answers for it: the connection is accepted, then %s"
                        .formatted(ports(run.ports()), host(), why(run));
        };
    }

    private String unproven(Run run) {
        if (run.outcome() == Outcome.LOCAL_ERROR) {
            if (policy.protocol() == Protocol.ICMP) {
                return "not provable: this machine sends no echo requests to %s: %s".formatted(host(), run.detail());
            }
            return "this machine itself could not connect to %s at %s: look at its firewall and its limits, try again"
                    .formatted(ports(run.ports()), host());
        }
        if (policy.expectation() == Expectation.PERMITTED) {
            return "not provable: nothing answered on %s at %s, where a host may stay silent while no job listens;"
                            .formatted(ports(run.ports()), host())
                    + " ask the network administrators whether %s is open, or check again while jobs run"
                            .formatted(path(run.ports()));
        }
        return "not provable: %s was seen on %s at %s".formatted(why(run), ports(run.ports()), host());
    }

    private String open(Run run) {
        return "ask the network administrators to open " + path(run.ports());
    }

    private String path(Ports ports) {
        String source =
                target.source() == null ? "" : " (%s)".formatted(target.source().getHostAddress());
        return "%s from this machine%s to %s".formatted(ports(ports), source, host());
    }

    private String ports(Ports ports) {
        return policy.protocol() == Protocol.ICMP
                ? policy.protocol().describe(ports)
                : "%s %s".formatted(policy.protocol().wireName().toUpperCase(Locale.ROOT), ports);
    }

    private String host() {
        String address = target.address().getHostAddress();
        return address.equals(target.host()) ? address : "%s (%s)".formatted(target.host(), address);
    }

    private static String why(Run run) {
        return run.detail() == null ? run.outcome().wireName() : "%s (%s)".formatted(run.outcome(), run.detail());
    }
}
