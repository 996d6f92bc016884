package dev.portreach.alert.detection;

import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.policy.Severity;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.state.CheckScope;

/**
 * A check with its policy and everything it can be grouped by.
 *
 * @param identity changes whenever earlier evidence no longer counts: another address, other ports, another expectation
 * @param stopped why nothing is probed now (the kill switch); null in normal operation
 */
public record CheckDefinition(
        String check, AssignedPolicy policy, Ports ports, CheckScope scope, String identity, String stopped) {

    /**
     * Puts a check together with its policy.
     *
     * @throws UnusableCheckException if the entry is incomplete, its ports are no ports, or it needs a newer version
     */
    static CheckDefinition of(Assignment assignment, AssignedCheck check, AssignedPolicy policy) {
        if (policy == null) {
            throw new UnusableCheckException(check.id(), "its policy is not in the assignment");
        }
        if (check.endpoint() == null || check.address() == null || policy.interval() == null) {
            throw new UnusableCheckException(check.id(), "endpoint, address or interval is missing");
        }
        if (policy.protocol() == null
                || policy.protocol() == Protocol.UNRECOGNISED
                || policy.expectation() == null
                || policy.expectation() == Expectation.UNRECOGNISED
                || policy.rangeMode() == RangeMode.UNRECOGNISED) {
            throw new UnusableCheckException(check.id(), "its policy uses words of a newer version");
        }
        Ports ports = parse(check);
        String host = check.host() == null ? check.address() : check.host();
        CheckScope scope = new CheckScope(
                assignment.site(),
                check.subject() == null ? assignment.site() : check.subject(),
                assignment.profile().region(),
                assignment.profile().access(),
                assignment.profile().labels(),
                policy.component(),
                policy.componentName() == null ? policy.component() : policy.componentName(),
                check.endpoint(),
                host,
                check.address(),
                policy.key(),
                policy.protocol(),
                ports,
                policy.expectation(),
                policy.required(),
                policy.interval().toMillis(),
                policy.deadline() == null ? 0 : policy.deadline().toMillis(),
                policy.rangeMode(),
                policy.severity() == Severity.UNRECOGNISED ? null : policy.severity());
        String identity = String.join(
                "|",
                policy.protocol().wireName(),
                ports.toString(),
                host,
                check.address(),
                policy.expectation().wireName(),
                String.valueOf(policy.rangeMode()));
        return new CheckDefinition(check.id(), policy, ports, scope, identity, assignment.stopped());
    }

    private static Ports parse(AssignedCheck check) {
        try {
            return Ports.parse(check.ports());
        } catch (IllegalArgumentException e) {
            throw new UnusableCheckException(check.id(), e.getMessage());
        }
    }
}
