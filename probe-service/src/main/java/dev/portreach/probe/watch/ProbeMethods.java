package dev.portreach.probe.watch;

import dev.portreach.contracts.policy.ProbeKind;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.probe.application.ApplicationEngine;
import dev.portreach.probe.application.ApplicationRequest;
import dev.portreach.probe.application.Question;
import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.engine.ConnectEngine;
import dev.portreach.probe.engine.ProbeRequest;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.exchange.ExchangeEngine;
import dev.portreach.probe.icmp.EchoEngine;
import dev.portreach.probe.icmp.SecondLook;
import dev.portreach.probe.payload.Payload;
import dev.portreach.probe.payload.Payloads;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;

/** Probes each check as its protocol and method want. */
public final class ProbeMethods implements PortProbe {

    /** Hands results on through the second look. No lambda: in the agent's compiler tier, making one costs far more. */
    private record Refining(
            SecondLook secondLook, PlannedCheck check, InetSocketAddress target, Consumer<ProbeResult> done)
            implements Consumer<ProbeResult> {

        @Override
        public void accept(ProbeResult plain) {
            secondLook.refine(check.protocol(), target, check.deadline(), plain, done);
        }
    }

    private final ConnectEngine connects;
    private final PortProbe challenges;
    private final ExchangeEngine exchanges;
    private final Payloads payloads;
    private final ApplicationEngine applications;
    private final SecondLook secondLook;
    private final EchoEngine echoes;

    /** @param challenges probes what another agent is to answer */
    public ProbeMethods(
            ConnectEngine connects,
            PortProbe challenges,
            ExchangeEngine exchanges,
            Payloads payloads,
            ApplicationEngine applications,
            SecondLook secondLook,
            EchoEngine echoes) {
        this.connects = connects;
        this.challenges = challenges;
        this.exchanges = exchanges;
        this.payloads = payloads;
        this.applications = applications;
        this.secondLook = secondLook;
        this.echoes = echoes;
    }

    @Override
    public void probe(PlannedCheck check, InetSocketAddress target, Consumer<ProbeResult> done) {
        if (check.protocol() == Protocol.ICMP) {
            echoes.probe(new ProbeRequest(target, check.deadline()), done);
            return;
        }
        if (!check.responders().isEmpty()) {
            challenges.probe(check, target, done);
            return;
        }
        Consumer<ProbeResult> refine = new Refining(secondLook, check, target, done);
        if (check.method() != null && Question.KINDS.contains(check.method().kind())) {
            Question question = Question.of(check.method(), check.address());
            applications.probe(new ApplicationRequest(target, check.deadline(), question), refine);
            return;
        }
        ProbeRequest request = new ProbeRequest(target, check.deadline());
        Optional<Payload> payload = payload(check);
        if (payload.isPresent()) {
            exchanges.probe(request, payload.get(), refine);
        } else {
            connects.probe(request, refine);
        }
    }

    /** What to send; empty for a plain connect. */
    private Optional<Payload> payload(PlannedCheck check) {
        if (check.method() != null && check.method().kind() == ProbeKind.PAYLOAD) {
            return payloads.find(check.method().payload());
        }
        return check.protocol() == Protocol.UDP ? Optional.of(Payload.PLAIN) : Optional.empty();
    }
}
