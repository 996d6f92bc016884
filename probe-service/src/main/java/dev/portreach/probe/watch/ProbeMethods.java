package dev.portreach.probe.watch;

import dev.portreach.probe.application.ApplicationEngine;
import dev.portreach.probe.application.ApplicationRequest;
import dev.portreach.probe.application.Question;
import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.engine.ConnectEngine;
import dev.portreach.probe.engine.ProbeRequest;
import dev.portreach.probe.engine.ProbeResult;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** Probes each check as its protocol and method want. */
public final class ProbeMethods implements PortProbe {

    private final ConnectEngine connects;
    private final ApplicationEngine applications;

    public ProbeMethods(ConnectEngine connects, ApplicationEngine applications) {
        this.connects = connects;
        this.applications = applications;
    }

    @Override
    public void probe(PlannedCheck check, InetSocketAddress target, Consumer<ProbeResult> done) {
        if (check.method() != null && Question.KINDS.contains(check.method().kind())) {
            Question question = Question.of(check.method(), check.address());
            applications.probe(new ApplicationRequest(target, check.deadline(), question), done);
            return;
        }
        connects.probe(new ProbeRequest(target, check.deadline()), done);
    }
}
