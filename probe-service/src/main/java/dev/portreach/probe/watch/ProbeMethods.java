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
    private final PortProbe challenges;

    /** @param challenges probes what another agent is to answer */
    public ProbeMethods(ConnectEngine connects, PortProbe challenges) {
        this.connects = connects;
        this.challenges = challenges;
    }

    @Override
    public void probe(PlannedCheck check, InetSocketAddress target, Consumer<ProbeResult> done) {
        if (!check.responders().isEmpty()) {
            challenges.probe(check, target, done);
            return;
        }
        connects.probe(new ProbeRequest(target, check.deadline()), done);
    }
}
