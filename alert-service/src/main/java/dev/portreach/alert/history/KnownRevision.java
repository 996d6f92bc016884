package dev.portreach.alert.history;

import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.port.InvalidPortsException;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.trust.AgentKeys;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One revision of a site's assignment, ready to judge by. Entries that cannot be used are as if they were not there. */
final class KnownRevision {

    private final long number;
    private final Map<String, KnownCheck> checks = new HashMap<>();
    private final Map<String, PublicKey> agents = new HashMap<>();

    KnownRevision(Assignment assignment) {
        this.number = assignment.revision();
        Map<String, AssignedPolicy> policies = new HashMap<>();
        assignment.policies().forEach(policy -> policies.put(policy.key(), policy));
        for (AssignedCheck check : assignment.checks()) {
            AssignedPolicy policy = policies.get(check.policy());
            if (policy != null && policy.expectation() != null) {
                ports(check).ifPresent(ports -> checks.put(check.id(), new KnownCheck(policy, ports)));
            }
        }
        for (AssignedAgent agent : assignment.agents()) {
            key(agent).ifPresent(key -> agents.put(agent.id(), key));
        }
    }

    private static Optional<Ports> ports(AssignedCheck check) {
        try {
            return Optional.of(Ports.parse(check.ports()));
        } catch (InvalidPortsException e) {
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> key(AssignedAgent agent) {
        try {
            return Optional.of(AgentKeys.decodePublic(agent.publicKey()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    long number() {
        return number;
    }

    int size() {
        return checks.size() + 1;
    }

    Optional<KnownCheck> check(String id) {
        return Optional.ofNullable(checks.get(id));
    }

    Optional<PublicKey> agent(String id) {
        return Optional.ofNullable(agents.get(id));
    }
}
