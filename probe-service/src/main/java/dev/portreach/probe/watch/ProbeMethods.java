package dev.portreach.probe.watch;

import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.engine.ConnectEngine;
import dev.portreach.probe.engine.ProbeRequest;
import dev.portreach.probe.engine.ProbeResult;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** Probes each check as its protocol and method want. */
public final class ProbeMethods implements PortProbe {

    private final ConnectEngine connects;

    public ProbeMethods(ConnectEngine connects) {
        this.connects = connects;
    }

    @Override
    public void probe(PlannedCheck check, InetSocketAddress target, Consumer<ProbeResult> done) {
        connects.probe(new ProbeRequest(target, check.deadline()), done);
    }
}
