package dev.portreach.probe.assignment;

import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.ProbeKind;
import dev.portreach.contracts.policy.ProbeMethod;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;

/**
 * A check that can be probed. Equal records are probed alike, so that a new revision leaves them undisturbed.
 *
 * @param address literal or name
 * @param method what to do beyond the transport; null for a plain connect
 */
public record PlannedCheck(
        String id,
        String policy,
        String address,
        Protocol protocol,
        Ports ports,
        Expectation expectation,
        RangeMode rangeMode,
        Duration interval,
        Duration deadline,
        ProbeMethod method) {

    /** Up to this many ports are probed whole in each interval; more are sampled. */
    public static final int MAX_WHOLE = 16;

    /** A plain connect to a port that no policy names. */
    public static PlannedCheck control(String address, int port, Duration deadline) {
        return new PlannedCheck(
                "control-port:" + address,
                "control-port",
                address,
                Protocol.TCP,
                Ports.of(port),
                Expectation.BLOCKED,
                RangeMode.ALL,
                Duration.ofDays(1),
                deadline,
                null);
    }

    public boolean isSampled() {
        return ports.size() > MAX_WHOLE;
    }

    public boolean isSingle() {
        return ports.size() == 1;
    }

    /** Whether an open port means no more than that something accepted a TCP connection. */
    public boolean isPlainConnect() {
        return protocol == Protocol.TCP && (method == null || method.kind() == ProbeKind.CONNECT);
    }

    public boolean isOnDemand() {
        return rangeMode == RangeMode.ON_DEMAND;
    }
}
