package dev.portreach.alert.detection;

import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.trust.AgentKeys;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One revision of a site's assignment, ready to be judged by. */
public final class Revision {

    private final Assignment assignment;
    private final Map<String, CheckDefinition> checks = new LinkedHashMap<>();
    private final Map<String, PublicKey> keys = new LinkedHashMap<>();
    private int unusable;

    public Revision(Assignment assignment) {
        this.assignment = assignment;
        Map<String, AssignedPolicy> policies = new HashMap<>();
        assignment.policies().forEach(policy -> policies.put(policy.key(), policy));
        for (AssignedCheck check : assignment.checks()) {
            try {
                checks.put(check.id(), CheckDefinition.of(assignment, check, policies.get(check.policy())));
            } catch (UnusableCheckException e) {
                unusable++;
            }
        }
        for (AssignedAgent agent : assignment.agents()) {
            try {
                keys.put(agent.id(), AgentKeys.decodePublic(agent.publicKey()));
            } catch (IllegalArgumentException e) {
                unusable++;
            }
        }
    }

    public Assignment assignment() {
        return assignment;
    }

    public long number() {
        return assignment.revision();
    }

    public Map<String, CheckDefinition> checks() {
        return checks;
    }

    /** Entries that were skipped: checks that cannot be judged, agents whose key is no key. */
    public int unusable() {
        return unusable;
    }

    public Optional<PublicKey> key(String agent) {
        return Optional.ofNullable(keys.get(agent));
    }

    public boolean enrols(String agent) {
        return keys.containsKey(agent);
    }

    public Iterable<String> agents() {
        return keys.keySet();
    }
}
