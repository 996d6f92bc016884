package dev.portreach.alert.stream;

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
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Example sites: each probes two components, every one with a control port and a row of data ports. */
final class Fleet {

    static final Duration INTERVAL = Duration.ofSeconds(2);
    static final Map<String, KeyPair> KEYS = Map.of(
            "lyon", AgentKeys.generate(),
            "berlin", AgentKeys.generate(),
            "oslo", AgentKeys.generate(),
            "rome", AgentKeys.generate());
    static final List<String> COMPONENTS = List.of("delivery-receiver", "media-indexer", "workgroup-engine");

    private Fleet() {}

    static Access access(String site) {
        return site.equals("lyon") || site.equals("berlin") ? Access.EXTRANET_VPN : Access.INTRANET_VPN;
    }

    static String check(String site, String component, String row) {
        return AssignedCheck.id(site, site, component + "-1", component + "." + row);
    }

    static int controlPort(String component) {
        return 33321 + COMPONENTS.indexOf(component);
    }

    static Assignment assignment(String site, long revision) {
        List<AssignedPolicy> policies = new ArrayList<>();
        List<AssignedCheck> checks = new ArrayList<>();
        for (String component : COMPONENTS) {
            String host = "10.1.2." + (3 + COMPONENTS.indexOf(component));
            policies.add(policy(component, "control", Expectation.LISTENING, RangeMode.ALL));
            policies.add(policy(component, "data", Expectation.PERMITTED, RangeMode.ON_DEMAND));
            for (String row : List.of("control", "data")) {
                String ports = row.equals("control") ? "" + controlPort(component) : "20020-20029";
                checks.add(new AssignedCheck(
                        check(site, component, row),
                        component + "." + row,
                        site,
                        component + "-1",
                        host,
                        host,
                        ports,
                        List.of()));
            }
        }
        SiteProfile profile = new SiteProfile(
                site.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + site.substring(1),
                "emea",
                access(site),
                Map.of(),
                List.of("192.0.2.0/24"),
                10,
                "net@" + site + ".example",
                List.of(new EnforcementPoint("fw-" + site, "firewall", "fw@" + site + ".example")));
        return new Assignment(
                site,
                revision,
                Instant.parse("2026-01-01T00:00:00Z"),
                profile,
                List.of(new AssignedAgent(
                        site + "-1", AgentKeys.encode(KEYS.get(site).getPublic()))),
                policies,
                checks,
                List.of(),
                null);
    }

    private static AssignedPolicy policy(String component, String row, Expectation expectation, RangeMode mode) {
        return new AssignedPolicy(
                component + "." + row,
                component,
                component.replace('-', ' '),
                row,
                Protocol.TCP,
                Direction.INBOUND,
                expectation,
                mode,
                true,
                INTERVAL,
                Duration.ofMillis(1500),
                "p. 1",
                null);
    }
}
