package dev.portreach.contracts.assignment;

import dev.portreach.contracts.policy.Protocol;

/**
 * How much of a check an agent probes in one interval: agents go by it, and the catalog computes load from it. Up to some
 * ports are probed whole; larger ranges are sampled, port by port in turn.
 */
public final class ProbePace {

    /** Up to this many TCP ports are probed whole in each interval. */
    public static final int MAX_WHOLE = 16;

    /** The same for UDP ports, which take turns a second apart. */
    public static final int MAX_WHOLE_UDP = 8;

    /** Most ports of a sampled TCP range in one interval. */
    public static final int MAX_SAMPLE = 64;

    /** New ports a second at one address, unless the agent is told otherwise. */
    public static final double DEFAULT_PORTS_PER_SECOND = 3;

    private ProbePace() {}

    /** Whether so many ports are sampled, instead of all being probed in each interval. */
    public static boolean isSampled(Protocol protocol, int ports) {
        return ports > (protocol == Protocol.UDP ? MAX_WHOLE_UDP : MAX_WHOLE);
    }

    /**
     * Most ports that are probed in one interval of a check.
     *
     * @param intervalMillis time between two probes of the check
     * @param portsPerSecond new ports a second at the address
     * @param sharers sampled ranges at the same address, which share that rate; at least 1
     */
    public static int portsPerInterval(
            Protocol protocol, int ports, long intervalMillis, double portsPerSecond, int sharers) {
        if (!isSampled(protocol, ports)) {
            return ports;
        }
        double perInterval = portsPerSecond * intervalMillis / 1_000;
        int most = protocol == Protocol.UDP ? MAX_WHOLE_UDP : MAX_SAMPLE;
        return (int) Math.max(1, Math.min(Math.min(most, ports), perInterval / Math.max(1, sharers)));
    }
}
