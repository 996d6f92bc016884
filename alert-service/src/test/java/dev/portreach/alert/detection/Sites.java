package dev.portreach.alert.detection;

import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.trust.AgentKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A site whose components are called {@code c0}, {@code c1}, …, each with rows of one TCP port that must listen. */
final class Sites {

    static final String SITE = "lyon";
    static final Duration INTERVAL = Duration.ofSeconds(5);
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final String EPOCH = "0196c7a0-0000-7000-8000-000000000001";
    private static final String KEY = AgentKeys.encode(AgentKeys.generate().getPublic());

    private Sites() {}

    static String check(int component, int row) {
        return "c%d.r%d".formatted(component, row);
    }

    static Ports port(int row) {
        return Ports.of(8_000 + row);
    }

    /** Each component has a host of its own. */
    static Revision revision(int components, int rows, String... agents) {
        List<AssignedPolicy> policies = new ArrayList<>();
        List<AssignedCheck> checks = new ArrayList<>();
        for (int component = 0; component < components; component++) {
            String address = "192.0.2." + (component + 1);
            for (int row = 0; row < rows; row++) {
                policies.add(policy(check(component, row), "c" + component));
                checks.add(new AssignedCheck(
                        check(component, row),
                        check(component, row),
                        SITE,
                        "c" + component + "-1",
                        address,
                        address,
                        port(row).toString(),
                        List.of()));
            }
        }
        SiteProfile profile = new SiteProfile(
                "Lyon", "emea", Access.DIRECT, Map.of(), List.of(), 1, "network@lyon.example.com", List.of());
        List<AssignedAgent> enrolled =
                List.of(agents).stream().map(id -> new AssignedAgent(id, KEY)).toList();
        return new Revision(new Assignment(SITE, 1, START, profile, enrolled, policies, checks, List.of(), null));
    }

    private static AssignedPolicy policy(String key, String component) {
        return new AssignedPolicy(
                key,
                component,
                component,
                "web",
                Protocol.TCP,
                Direction.INBOUND,
                Expectation.LISTENING,
                RangeMode.ALL,
                true,
                INTERVAL,
                Duration.ofMillis(1_500),
                null,
                null);
    }
}
