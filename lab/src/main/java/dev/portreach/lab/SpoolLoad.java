package dev.portreach.lab;

import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Observations as a site makes them: single ports, mostly steady, with round-trip times that differ each time; one check
 * in fifty is a sampled range in two runs. In the order of their slots, which has nothing to do with their names.
 */
final class SpoolLoad {

    private static final List<String> ROWS = List.of(
            "delivery-receiver.control",
            "media-indexer.http",
            "workgroup-engine.rpc",
            "production-services.data",
            "central-index.search",
            "cloud-ux.https",
            "transcode.status",
            "message-service.events",
            "lookup.registration",
            "capture.control");
    private static final int[] PORTS = {33321, 8443, 42000, 8080, 9000, 443, 27000, 5222, 4160, 554};
    private static final Ports LOWER = Ports.parse("20020-20049");
    private static final Ports UPPER = Ports.parse("20050-21020");
    private static final int BAD_ONE_IN = 50;
    private static final int RANGE_ONE_IN = 50;

    private final Random random = new Random(1);
    private final int[] order;
    private final long[] last;
    private final int rate;
    private long made;
    private long batches;

    /** @param rate observations a second */
    SpoolLoad(int checks, int rate) {
        this.rate = rate;
        this.last = new long[checks];
        this.order = random.ints(0, Integer.MAX_VALUE).limit(checks).toArray();
        Integer[] shuffled = new Integer[checks];
        Arrays.setAll(shuffled, i -> i);
        Arrays.sort(shuffled, (one, other) -> Integer.compare(order[one], order[other]));
        Arrays.setAll(order, i -> shuffled[i]);
    }

    List<Observation> next(int count) {
        batches++;
        List<Observation> observations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            observations.add(next());
        }
        return observations;
    }

    /** How many batches were asked for. */
    long batches() {
        return batches;
    }

    private Observation next() {
        int check = order[(int) (made % order.length)];
        long at = 1_790_000_000_000L + made++ * 1_000 / rate + random.nextInt(1_500);
        Long since = last[check] == 0 ? null : at - last[check];
        last[check] = at;
        int host = check / ROWS.size();
        String endpoint = "host-" + host;
        long rtt = (long) ((4_000 + host * 37L % 30_000) * (1 + 0.15 * Math.abs(random.nextGaussian())));
        boolean range = check % RANGE_ONE_IN == 0;
        return new Observation(
                AssignedCheck.id("lyon", "lyon", endpoint, ROWS.get(check % ROWS.size())),
                at,
                since,
                "10.1.%d.%d".formatted(host / 250, host % 250 + 1),
                range ? Ports.of(20_020 + random.nextInt(1_001)) : null,
                range ? range(rtt) : single(check, rtt));
    }

    private List<Run> single(int check, long rtt) {
        Ports port = Ports.of(PORTS[check % PORTS.length]);
        return random.nextInt(BAD_ONE_IN) == 0
                ? List.of(new Run(port, Outcome.TIMEOUT, Proof.WEAK, null))
                : List.of(new Run(port, Outcome.OPEN, Proof.STRONG, rtt));
    }

    private static List<Run> range(long rtt) {
        return List.of(
                new Run(LOWER, Outcome.OPEN, Proof.STRONG, rtt), new Run(UPPER, Outcome.TIMEOUT, Proof.WEAK, null));
    }
}
