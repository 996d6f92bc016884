package dev.portreach.probe.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.engine.ConnectEngine;
import dev.portreach.probe.engine.ProbeRequest;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.identity.AgentIdentity;
import dev.portreach.probe.namespace.Namespaces.Place;
import dev.portreach.probe.publish.AgentClock;
import dev.portreach.probe.responder.Challenger;
import dev.portreach.probe.responder.Party;
import dev.portreach.probe.responder.Responder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A challenge on its way through a real firewall. Skipped where namespaces cannot be made, not in CI. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponderPathTest {

    private static final int PORT = 20_020;
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private final AgentIdentity here = Party.agent("lyon");
    private final AgentIdentity there = Party.agent("core");
    private final AgentClock clock = AgentClock.system();
    private Namespaces namespaces;
    private Responder overTcp;
    private Responder overUdp;

    @BeforeAll
    void listen() throws Exception {
        Namespaces.missing().ifPresent(reason -> Assumptions.abort("skipped: " + reason));
        namespaces = Namespaces.create();
        overTcp = responder(Protocol.TCP);
        overUdp = responder(Protocol.UDP);
    }

    private Responder responder(Protocol protocol) throws Exception {
        return namespaces.at(Place.TARGET, () -> {
            Responder responder = new Responder(Responder.Settings.of(Ports.of(PORT), null), there, clock);
            responder.apply(Party.listen(protocol, null, "" + PORT, here));
            await().until(() -> responder.listening() == 1);
            return responder;
        });
    }

    @BeforeEach
    void openFirewall() throws IOException {
        namespaces.rules(Place.FIREWALL, "forward", List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "TCP, false, 10.91.1.2",
        "UDP, false, 10.91.1.2",
        "TCP, true, fd91:1:0:0:0:0:0:2",
        "UDP, true, fd91:1:0:0:0:0:0:2",
    })
    void shouldProveThePath(Protocol protocol, boolean v6, String source) throws Exception {
        assertThat(probe(protocol, v6)).satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.OPEN);
            assertThat(result.proof()).isEqualTo(Proof.STRONG);
            assertThat(result.detail()).isEqualTo("source seen as " + source);
        });
    }

    @ParameterizedTest
    @CsvSource({"TCP, false, 10.91.2.1", "UDP, false, 10.91.2.1", "TCP, true, fd91:2:0:0:0:0:0:1"})
    void shouldSayWhatAddressTheFarEndSees(Protocol protocol, boolean v6, String source) throws Exception {
        namespaces.masquerade();
        assertThat(probe(protocol, v6).detail()).isEqualTo("source seen as " + source);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldFindAPathThatDropsFullPacketsAndSaysNothing(boolean v6) throws Exception {
        namespaces.rules(Place.FIREWALL, "forward", List.of("meta length > 1200 drop"));
        // long, as large challenges are sent only where the first was answered in a twelfth of it
        Duration deadline = Duration.ofSeconds(6);
        assertThat(probe(Protocol.TCP, v6, deadline)).satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.PATH_MTU);
            assertThat(result.proof()).isEqualTo(Proof.STRONG);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "TCP, false, TIMEOUT",
        "UDP, false, OPEN_OR_FILTERED",
        "TCP, true, TIMEOUT",
        "UDP, true, OPEN_OR_FILTERED"
    })
    void shouldSeeADropBeforeTheResponder(Protocol protocol, boolean v6, Outcome outcome) throws Exception {
        namespaces.rules(Place.FIREWALL, "forward", List.of("%s dport %d drop".formatted(protocol, PORT)));
        assertThat(probe(protocol, v6).outcome()).isEqualTo(outcome);
    }

    private ProbeResult probe(Protocol protocol, boolean v6) throws Exception {
        return probe(protocol, v6, DEADLINE);
    }

    private ProbeResult probe(Protocol protocol, boolean v6, Duration deadline) throws Exception {
        PlannedCheck check = Party.check(protocol, PORT, deadline, there);
        InetSocketAddress target = new InetSocketAddress(Namespaces.target(v6), PORT);
        return namespaces.at(Place.AGENT, () -> {
            try (ConnectEngine engine = new ConnectEngine(ConnectEngine.Settings.DEFAULTS);
                    Challenger challenger = new Challenger(
                            (any, at, done) -> engine.probe(new ProbeRequest(at, deadline), done), here, clock, null)) {
                CompletableFuture<ProbeResult> result = new CompletableFuture<>();
                challenger.probe(check, target, result::complete);
                return result.get(30, TimeUnit.SECONDS);
            }
        });
    }

    @AfterAll
    void close() throws IOException {
        if (namespaces != null) {
            overTcp.close();
            overUdp.close();
            namespaces.close();
        }
    }
}
