package dev.portreach.probe.assignment;

import dev.portreach.contracts.assignment.ProbePace;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.ProbeKind;
import dev.portreach.contracts.policy.ProbeMethod;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import dev.portreach.probe.identity.Peer;
import java.time.Duration;
import java.util.List;

/**
 * A check that can be probed. Equal records are probed alike, so that a new revision leaves them undisturbed.
 *
 * @param address literal or name
 * @param method what to do beyond the transport; null for a plain connect
 * @param responders agents one of which is to answer challenges there; empty where the component itself listens
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
        ProbeMethod method,
        List<Peer> responders) {

    public PlannedCheck {
        responders = List.copyOf(responders);
    }

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
                null,
                List.of());
    }

    public boolean isSampled() {
        return ProbePace.isSampled(protocol, ports.size());
    }

    public boolean isSingle() {
        return ports.size() == 1;
    }

    /** Whether an open port means no more than that something accepted a TCP connection. */
    public boolean isPlainConnect() {
        return protocol == Protocol.TCP
                && responders.isEmpty()
                && (method == null || method.kind() == ProbeKind.CONNECT);
    }

    /** Whether a job may be waiting at a port for its one connection; it is not where a responder listens. */
    public boolean isOnDemand() {
        return rangeMode == RangeMode.ON_DEMAND && responders.isEmpty();
    }
}
