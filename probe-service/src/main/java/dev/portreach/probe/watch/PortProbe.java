package dev.portreach.probe.watch;

import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.engine.ProbeResult;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** Probes one port of a check. */
@FunctionalInterface
public interface PortProbe {

    /**
     * Starts a probe and returns at once.
     *
     * @param target resolved, and allowed
     * @param done called once, on any thread, at most a little after twice the check's deadline, the second half being for
     *     evidence; for one of several UDP ports of a host, and for an echo request, it counts from its turn; must not block
     */
    void probe(PlannedCheck check, InetSocketAddress target, Consumer<ProbeResult> done);
}
