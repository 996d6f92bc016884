package dev.portreach.lab.history;

import dev.portreach.contracts.UuidV7;
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
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.trust.AgentKeys;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What the sites of a {@link Shape} see: one port a check, round-trip times that differ each time, and now and then one to
 * three probes in a row without an answer, so that one result in a thousand differs from the one before. Of what passes
 * that soon, detection tells nobody; history keeps all of it.
 */
final class ResultLoad {

    private static final int BATCH = 50;
    private static final double MISSES_BEGIN = 0.0005;
    private static final int LONGEST_MISS = 3;
    private static final int ROWS = 10;
    private static final String AGENT = "agent-1";

    private final Shape shape;
    private final long start;
    private final String epoch;
    private final Random random = new Random(1);
    private final byte[][] missing;
    private final long[][] last;
    private long changes;

    /** @param start when the first probe began */
    ResultLoad(Shape shape, Instant start) {
        this.shape = shape;
        this.start = start.toEpochMilli();
        this.epoch = UuidV7.of(this.start).toString();
        this.missing = new byte[shape.sites()][shape.checks()];
        this.last = new long[shape.sites()][shape.checks()];
    }

    /** Results whose outcome differs from that of the result before. */
    long changes() {
        return changes;
    }

    static String site(int number) {
        return "site-%04d".formatted(number);
    }

    Assignment assignment(int site, PublicKey key) {
        List<AssignedPolicy> policies = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            policies.add(new AssignedPolicy(
                    policy(row),
                    "component-" + row,
                    "Component " + row,
                    "control",
                    Protocol.TCP,
                    Direction.INBOUND,
                    Expectation.LISTENING,
                    RangeMode.ALL,
                    true,
                    shape.interval(),
                    Duration.ofMillis(1_500),
                    "p. 1",
                    null));
        }
        List<AssignedCheck> checks = new ArrayList<>();
        for (int check = 0; check < shape.checks(); check++) {
            String address = address(check);
            checks.add(new AssignedCheck(
                    check(site, check),
                    policy(check % ROWS),
                    site(site),
                    "endpoint-" + check / ROWS,
                    address,
                    address,
                    Integer.toString(port(check)),
                    List.of()));
        }
        return new Assignment(
                site(site),
                1,
                Instant.ofEpochMilli(start),
                new SiteProfile(
                        site(site), "emea", Access.EXTRANET_VPN, Map.of(), List.of(), 0, "net@example.org", List.of()),
                List.of(new AssignedAgent(AGENT, AgentKeys.encode(key))),
                policies,
                checks,
                List.of(),
                null);
    }

    /** Makes every batch, in the order of time. */
    void makeAll(Consumer<ResultBatch> sink) {
        long[] seq = new long[shape.sites()];
        for (long round = 0; round < shape.rounds(); round++) {
            for (int site = 0; site < shape.sites(); site++) {
                for (int first = 0; first < shape.checks(); first += BATCH) {
                    int end = Math.min(first + BATCH, shape.checks());
                    List<Observation> observations = new ArrayList<>(BATCH);
                    for (int check = first; check < end; check++) {
                        observations.add(observe(site, check, round));
                    }
                    sink.accept(new ResultBatch(AGENT, site(site), epoch, ++seq[site], 1, observations));
                }
            }
        }
    }

    private Observation observe(int site, int check, long round) {
        long interval = shape.interval().toMillis();
        long slot = check * interval / shape.checks();
        long at = start + round * interval + slot + random.nextInt(20);
        Long since = round == 0 ? null : at - last[site][check];
        last[site][check] = at;
        int before = missing[site][check];
        int now = before > 0 ? before - 1 : 0;
        if (before == 0 && random.nextDouble() < MISSES_BEGIN) {
            now = 1 + random.nextInt(LONGEST_MISS);
        }
        missing[site][check] = (byte) now;
        if ((before > 0) != (now > 0)) {
            changes++;
        }
        Ports port = Ports.of(port(check));
        long rtt = (long)
                ((4_000 + (site * 31L + check / ROWS) * 37L % 30_000) * (1 + 0.15 * Math.abs(random.nextGaussian())));
        Run run = now > 0
                ? new Run(port, Outcome.TIMEOUT, Proof.WEAK, null)
                : new Run(port, Outcome.OPEN, Proof.STRONG, rtt);
        return new Observation(check(site, check), at, since, address(check), null, List.of(run));
    }

    static String check(int site, int check) {
        String name = site(site);
        return AssignedCheck.id(name, name, "endpoint-" + check / ROWS, policy(check % ROWS));
    }

    private static String policy(int row) {
        return "component-%d.control".formatted(row);
    }

    private static int port(int check) {
        return 20_000 + check % ROWS;
    }

    private static String address(int check) {
        int host = check / ROWS;
        return "10.1.%d.%d".formatted(host / 250, host % 250 + 1);
    }
}
