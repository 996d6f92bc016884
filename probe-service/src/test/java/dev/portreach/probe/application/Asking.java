package dev.portreach.probe.application;

import dev.portreach.contracts.policy.ProbeKind;
import dev.portreach.contracts.policy.ProbeMethod;
import dev.portreach.probe.engine.ProbeResult;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks a peer and waits for the result. */
final class Asking {

    static final Duration PATIENT = Duration.ofSeconds(20);
    static final Duration HASTY = Duration.ofMillis(300); // where the peer says nothing anyway
    static final Duration SOME = Duration.ofSeconds(3); // enough for a peer's first words on a busy machine

    private Asking() {}

    static ProbeMethod http(String path, String status, String bodyMatch) {
        return new ProbeMethod(ProbeKind.HTTP, null, path, status, bodyMatch, null);
    }

    static ProbeMethod https(String serverName) {
        return new ProbeMethod(ProbeKind.HTTPS, serverName, null, null, null, null);
    }

    static ProbeMethod tls(String serverName) {
        return new ProbeMethod(ProbeKind.TLS, serverName, null, null, null, null);
    }

    static ProbeResult ask(ApplicationEngine engine, InetSocketAddress target, ProbeMethod method, Duration deadline)
            throws Exception {
        return begin(engine, target, method, deadline).get(30, TimeUnit.SECONDS);
    }

    static CompletableFuture<ProbeResult> begin(
            ApplicationEngine engine, InetSocketAddress target, ProbeMethod method, Duration deadline) {
        Question question = Question.of(method, target.getAddress().getHostAddress());
        CompletableFuture<ProbeResult> result = new CompletableFuture<>();
        engine.probe(new ApplicationRequest(target, deadline, question), result::complete);
        return result;
    }
}
