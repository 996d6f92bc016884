package dev.portreach.preflight.report;

import dev.portreach.alert.judge.Judge;
import dev.portreach.alert.judge.Judgement;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Heartbeat.Problem;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.Verdict;
import dev.portreach.preflight.plan.CheckPlan;
import dev.portreach.preflight.plan.Target;
import dev.portreach.preflight.sweep.SweptCheck;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a preflight found.
 *
 * @param pack id of the pack
 * @param machine where it ran
 * @param at when it began
 * @param notes what of the pack was not looked at
 */
public record Report(
        String pack,
        int packVersion,
        String packName,
        String machine,
        Instant at,
        Duration took,
        List<Finding> findings,
        List<String> notes) {

    public Report {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** Judges what was seen, by the rules of alert-service. */
    public static Report of(CheckPlan plan, Map<String, SweptCheck> swept, String machine, Instant at, Duration took) {
        Map<String, PortPolicy> rows =
                plan.pack().policies().stream().collect(Collectors.toMap(PortPolicy::key, Function.identity()));
        Map<String, AssignedPolicy> policies = plan.policies();
        Map<String, String> problems = plan.problems().stream()
                .collect(Collectors.toMap(Problem::check, Problem::reason, (first, second) -> first));
        List<Finding> findings = plan.assignment().checks().stream()
                .map(check -> {
                    Target target = plan.targets().get(check.endpoint());
                    AssignedPolicy policy = policies.get(check.policy());
                    PortPolicy row = rows.get(check.policy());
                    return problems.containsKey(check.id())
                            ? notProbed(check, target, policy, row, problems.get(check.id()))
                            : judged(check, target, policy, row, swept.get(check.id()), at);
                })
                .toList();
        return new Report(
                plan.pack().id(), plan.pack().version(), plan.pack().name(), machine, at, took, findings, plan.notes());
    }

    /**
     * Whether everything required was shown to be reachable.
     *
     * @param unprovenToo whether what could not be proven either way passes
     */
    public boolean isReachable(boolean unprovenToo) {
        return findings.stream().noneMatch(finding -> fails(finding, unprovenToo));
    }

    /** Whether the finding alone makes the preflight fail. */
    public static boolean fails(Finding finding, boolean unprovenToo) {
        return finding.required() && !finding.isOk() && !(unprovenToo && finding.isUnproven());
    }

    private static Finding judged(
            AssignedCheck check, Target target, AssignedPolicy policy, PortPolicy row, SweptCheck swept, Instant at) {
        Ports ports = Ports.parse(check.ports());
        List<Run> runs = swept.view().runs(Optional.empty());
        List<Asked> asked = Asked.of(swept.asked());
        Judgement judgement = Judge.judge(
                new Observation(
                        check.id(), at.toEpochMilli(), null, target.address().getHostAddress(), null, runs),
                policy,
                ports);
        return finding(
                check,
                target,
                policy,
                row,
                judgement.verdict(),
                judgement.proof(),
                runs,
                asked,
                judgement.reason() + (asked.isEmpty() ? "" : " (%s)".formatted(Asked.text(asked, ports))),
                Advice.of(policy, target, judgement, runs));
    }

    private static Finding notProbed(
            AssignedCheck check, Target target, AssignedPolicy policy, PortPolicy row, String reason) {
        String seen = "not probed: " + reason;
        return finding(check, target, policy, row, Verdict.UNKNOWN, Proof.WEAK, List.of(), List.of(), seen, seen);
    }

    private static Finding finding(
            AssignedCheck check,
            Target target,
            AssignedPolicy policy,
            PortPolicy row,
            Verdict verdict,
            Proof proof,
            List<Run> runs,
            List<Asked> asked,
            String seen,
            String advice) {
        InetAddress source = target.source();
        return new Finding(
                policy.component(),
                policy.componentName(),
                target.host(),
                target.address().getHostAddress(),
                source == null ? null : source.getHostAddress(),
                policy.key(),
                row.name() == null ? policy.key() : row.name(),
                policy.purpose(),
                policy.reference(),
                policy.protocol(),
                Ports.parse(check.ports()),
                policy.expectation(),
                policy.required(),
                verdict,
                proof,
                runs,
                asked,
                seen,
                advice);
    }
}
