package dev.portreach.lab.engine;

import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks of a single port each at loopback addresses.
 *
 * @param checks how many
 * @param firstPort of the ports that are probed, in turn
 * @param ports how many of them
 * @param addresses how many of 127.1.0.1 and on are probed
 */
record Load(int checks, int firstPort, int ports, int addresses, Expectation expectation, Duration interval) {

    static final String SITE = "bench";

    Assignment assignment() {
        AssignedPolicy policy = new AssignedPolicy(
                "server.control",
                "server",
                "Server",
                "control",
                Protocol.TCP,
                Direction.INBOUND,
                expectation,
                RangeMode.ALL,
                true,
                interval,
                Duration.ofMillis(1_500),
                null,
                null);
        List<AssignedCheck> assigned = new ArrayList<>(checks);
        for (int i = 0; i < checks; i++) {
            String endpoint = "server-" + i;
            int host = i / ports % addresses;
            String address = "127.1.%d.%d".formatted(host / 250, host % 250 + 1);
            assigned.add(new AssignedCheck(
                    AssignedCheck.id(SITE, SITE, endpoint, policy.key()),
                    policy.key(),
                    SITE,
                    endpoint,
                    address,
                    address,
                    Integer.toString(firstPort + i % ports),
                    List.of()));
        }
        SiteProfile profile = new SiteProfile(
                "Benchmark", "lab", Access.DIRECT, Map.of(), List.of(), 1, "lab@example.org", List.of());
        return new Assignment(SITE, 1, Instant.EPOCH, profile, List.of(), List.of(policy), assigned, List.of(), null);
    }
}
