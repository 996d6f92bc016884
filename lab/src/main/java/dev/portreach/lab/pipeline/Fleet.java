package dev.portreach.lab.pipeline;

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
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.trust.AgentKeys;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Sites that all probe the same endpoints: ten rows of one port each at every one of them. */
final class Fleet {

    static final Duration INTERVAL = Duration.ofSeconds(40);
    static final Duration DEADLINE = Duration.ofMillis(1_500);

    private static final List<Access> ACCESS = List.of(Access.INTRANET_VPN, Access.EXTRANET_VPN, Access.DIRECT);
    private static final int ROWS = 10;
    private static final int FIRST_PORT = 33_000;
    private static final int REGIONS = 8;
    private static final long REVISION = 1;

    /**
     * @param checks ids, by number
     */
    record Site(String id, KeyPair keys, List<String> checks) {

        String agent() {
            return id + "-1";
        }
    }

    private final List<Site> sites = new ArrayList<>();
    private final int endpoints;

    /** @param checks of each site, a multiple of ten */
    Fleet(int sites, int checks) {
        if (checks % ROWS != 0) {
            throw new IllegalArgumentException("%d checks a site are no multiple of %d".formatted(checks, ROWS));
        }
        this.endpoints = checks / ROWS;
        for (int i = 0; i < sites; i++) {
            String id = "site-%04d".formatted(i);
            List<String> ids = new ArrayList<>();
            for (int check = 0; check < checks; check++) {
                ids.add(AssignedCheck.id(id, id, endpoint(check), policy(check)));
            }
            this.sites.add(new Site(id, AgentKeys.generate(), List.copyOf(ids)));
        }
    }

    List<Site> sites() {
        return sites;
    }

    int checks() {
        return endpoints * ROWS;
    }

    private static String endpoint(int check) {
        return "server-%02d".formatted(check / ROWS);
    }

    private static String policy(int check) {
        return "component-%02d.row-%d".formatted(check / ROWS, check % ROWS);
    }

    private static String address(int check) {
        return "10.20.0." + (check / ROWS + 1);
    }

    private static int port(int check) {
        return FIRST_PORT + 7 * (check % ROWS);
    }

    Assignment assignment(Site site, Instant issued) {
        int number = sites.indexOf(site);
        List<AssignedPolicy> policies = new ArrayList<>();
        List<AssignedCheck> checks = new ArrayList<>();
        for (int check = 0; check < checks(); check++) {
            String component = "component-%02d".formatted(check / ROWS);
            policies.add(new AssignedPolicy(
                    policy(check),
                    component,
                    component,
                    "what it is for",
                    Protocol.TCP,
                    Direction.INBOUND,
                    Expectation.LISTENING,
                    RangeMode.ALL,
                    true,
                    INTERVAL,
                    DEADLINE,
                    null,
                    null));
            checks.add(new AssignedCheck(
                    site.checks().get(check),
                    policy(check),
                    site.id(),
                    endpoint(check),
                    address(check),
                    address(check),
                    Integer.toString(port(check)),
                    List.of()));
        }
        return new Assignment(
                site.id(),
                REVISION,
                issued,
                new SiteProfile(
                        site.id(),
                        "region-" + number % REGIONS,
                        ACCESS.get(number % ACCESS.size()),
                        Map.of("product", "mcc"),
                        List.of("10.%d.%d.0/24".formatted(100 + number / 256, number % 256)),
                        12,
                        "network@%s.example.com".formatted(site.id()),
                        List.of()),
                List.of(new AssignedAgent(
                        site.agent(), AgentKeys.encode(site.keys().getPublic()))),
                policies,
                checks,
                List.of(),
                null);
    }

    /** What a site sees at one of its checks: an answer, with a time that is another one each time, or none. */
    static Observation observation(
            Site site, int check, long at, Long sincePrevious, boolean well, RandomGenerator random) {
        Run run = well
                ? new Run(Ports.of(port(check)), Outcome.OPEN, Proof.STRONG, (long)
                        (8_000 + 1_200 * Math.abs(random.nextGaussian())))
                : new Run(Ports.of(port(check)), Outcome.TIMEOUT, Proof.WEAK, null);
        return new Observation(site.checks().get(check), at, sincePrevious, address(check), null, List.of(run));
    }
}
