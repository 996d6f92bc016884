package dev.portreach.probe.responder;

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
import dev.portreach.probe.publish.AgentClock;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both ends: one agent challenges, another one responds, or something else is there. */
class ChallengerTest {

    private static final Duration LONG = Duration.ofSeconds(20); // for what comes at once
    private static final Duration SHORT = Duration.ofMillis(200); // for what never comes
    private static final Duration ENOUGH = Duration.ofSeconds(3); // for what comes soon, and then no more

    private final AgentIdentity here = Party.agent("lyon");
    private final AgentIdentity there = Party.agent("core");
    private final AgentClock clock = AgentClock.system();
    private final ConnectEngine engine = new ConnectEngine(new ConnectEngine.Settings(64, Duration.ofMillis(20), null));
    private final Challenger challenger = new Challenger(
            (check, target, done) -> engine.probe(new ProbeRequest(target, check.deadline()), done), here, clock, null);
    private final Responder responder =
            new Responder(Responder.Settings.of(Ports.parse("1-65535"), null), there, clock);

    @AfterEach
    void close() {
        challenger.close();
        responder.close();
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "TCP, 127.0.0.1, source seen as 127.0.0.1",
        "UDP, 127.0.0.1, source seen as 127.0.0.1",
        "TCP, ::1, source seen as 0:0:0:0:0:0:0:1",
        "UDP, ::1, source seen as 0:0:0:0:0:0:0:1",
    })
    void shouldProveThePathAndSayHowTheSourceIsSeen(Protocol protocol, String at, String detail) throws Exception {
        // given an agent that listens there
        InetAddress address = InetAddress.getByName(at);
        int port = freePort(address);
        responder.apply(Party.listen(protocol, address, "" + port, here));
        await().atMost(Party.PATIENCE).until(() -> responder.listening() == 1);
        // when
        ProbeResult result = probe(protocol, new InetSocketAddress(address, port), LONG);
        // then
        assertThat(result.outcome()).isEqualTo(Outcome.OPEN);
        assertThat(result.proof()).isEqualTo(Proof.STRONG);
        assertThat(result.detail()).isEqualTo(detail);
        assertThat(result.rttMicros()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"TCP", "UDP"})
    void shouldProveThePathAtAllAddressesOfTheResponder(Protocol protocol) throws Exception {
        // given an agent that listens at the wildcard address
        int port = Party.freePort(Party.LOOPBACK);
        responder.apply(Party.listen(protocol, null, "" + port, here));
        await().atMost(Party.PATIENCE).until(() -> responder.listening() == 1);
        // when, then
        assertThat(probe(protocol, at(port), LONG).detail()).isEqualTo("source seen as 127.0.0.1");
    }

    @Test
    void shouldSayOpenButWeakWhereNoResponderAnswers() throws Exception {
        // given a listener that says nothing, as the product's own, or a device that answers every SYN
        try (ServerSocket listener = new ServerSocket(0, 50, Party.LOOPBACK)) {
            ProbeResult result = probe(Protocol.TCP, at(listener.getLocalPort()), SHORT);
            assertThat(result.outcome()).isEqualTo(Outcome.OPEN);
            assertThat(result.proof()).isEqualTo(Proof.WEAK);
            assertThat(result.detail()).isEqualTo(Challenger.NO_ANSWER);
        }
    }

    @Test
    void shouldNotBelieveAResponderWithAnotherKey() throws Exception {
        // given an agent that listens, but is not the one named in the check
        int port = Party.freePort(Party.LOOPBACK);
        responder.apply(Party.listen(Protocol.TCP, Party.LOOPBACK, "" + port, here));
        await().atMost(Party.PATIENCE).until(() -> responder.listening() == 1);
        PlannedCheck check = Party.check(Protocol.TCP, port, LONG, Party.agent("core"));
        // when, then
        assertThat(probe(check, at(port)).detail()).isEqualTo(Challenger.NO_ANSWER);
    }

    @ParameterizedTest
    @CsvSource({"TCP", "UDP"})
    void shouldSeeRefused(Protocol protocol) throws Exception {
        ProbeResult result = probe(protocol, at(Party.freePort(Party.LOOPBACK)), LONG);
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.proof()).isEqualTo(Proof.WEAK);
    }

    @Test
    void shouldNotCallUdpSilenceOpen() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, Party.LOOPBACK)) {
            ProbeResult result = probe(Protocol.UDP, at(silent.getLocalPort()), SHORT);
            assertThat(result.outcome()).isEqualTo(Outcome.OPEN_OR_FILTERED);
            assertThat(result.proof()).isEqualTo(Proof.WEAK);
        }
    }

    @Test
    void shouldFindAPathThatLosesFullPacketsAndKeepTheFinding() throws Exception {
        // given a far end that only ever gets small packets
        AtomicInteger large = new AtomicInteger();
        try (FakeResponder lossy = new FakeResponder(length -> {
            large.addAndGet(length == Frame.MAX_LENGTH ? 1 : 0);
            return length == Frame.MIN_LENGTH;
        })) {
            // when probed as often as one look counts for
            for (int i = 0; i < 10; i++) {
                ProbeResult result = probe(Protocol.TCP, at(lossy.port()), ENOUGH);
                // then
                assertThat(result.outcome()).isEqualTo(Outcome.PATH_MTU);
                assertThat(result.proof()).isEqualTo(Proof.STRONG);
            }
            assertThat(large).hasValue(2);
        }
    }

    @Test
    void shouldNotBlameThePathMtuWhenThePathIsCutMeanwhile() throws Exception {
        // given a far end that answers once and then is gone
        AtomicInteger seen = new AtomicInteger();
        try (FakeResponder dying = new FakeResponder(length -> seen.incrementAndGet() == 1)) {
            assertThat(probe(Protocol.TCP, at(dying.port()), ENOUGH).outcome()).isEqualTo(Outcome.OPEN);
            assertThat(seen).hasValue(4); // the one that was answered, two large ones, a small one
        }
    }

    @Test
    void shouldShareOneDeadlineAmongAllChallenges() throws Exception {
        // given a far end that answers once and then is gone
        AtomicInteger seen = new AtomicInteger();
        try (FakeResponder dying = new FakeResponder(length -> seen.incrementAndGet() == 1)) {
            long began = System.nanoTime();
            probe(Protocol.TCP, at(dying.port()), ENOUGH);
            // then three silences took no longer than one, and the connect before them
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ENOUGH.multipliedBy(2));
        }
    }

    private ProbeResult probe(Protocol protocol, InetSocketAddress target, Duration deadline) throws Exception {
        return probe(Party.check(protocol, target.getPort(), deadline, there), target);
    }

    private ProbeResult probe(PlannedCheck check, InetSocketAddress target) throws Exception {
        CompletableFuture<ProbeResult> result = new CompletableFuture<>();
        challenger.probe(check, target, result::complete);
        return result.get(60, TimeUnit.SECONDS);
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(Party.LOOPBACK, port);
    }

    private static int freePort(InetAddress address) {
        try {
            return Party.freePort(address);
        } catch (IOException e) {
            Assumptions.abort("this machine has no " + address);
            throw new IllegalStateException(e);
        }
    }

    /** Answers those challenges whose length it likes; keeps the others waiting. */
    private final class FakeResponder implements AutoCloseable {

        private final ServerSocket listener = new ServerSocket(0, 50, Party.LOOPBACK);
        private final IntPredicate likes;

        FakeResponder(IntPredicate likes) throws IOException {
            this.likes = likes;
            Thread acceptor = new Thread(this::accept, "fake-responder");
            acceptor.setDaemon(true);
            acceptor.start();
        }

        int port() {
            return listener.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    Thread talk = new Thread(() -> talk(socket), "fake-conversation");
                    talk.setDaemon(true);
                    talk.start();
                }
            } catch (IOException e) {
                assertThat(listener.isClosed()).isTrue();
            }
        }

        private void talk(Socket socket) {
            try (socket) {
                byte[] header = socket.getInputStream().readNBytes(Frame.HEADER);
                if (header.length < Frame.HEADER) {
                    return;
                }
                int length = Frame.length(ByteBuffer.wrap(header), Challenge.MAGIC);
                byte[] frame = Arrays.copyOf(header, length);
                socket.getInputStream().readNBytes(frame, Frame.HEADER, length - Frame.HEADER);
                if (likes.test(length)) {
                    Challenge challenge = Challenge.read(frame).orElseThrow();
                    Answer answer = new Answer(
                            there.asPeer().fingerprint(), challenge.nonce(), challenge.port(), (InetSocketAddress)
                                    socket.getRemoteSocketAddress());
                    socket.getOutputStream().write(answer.sign(there.privateKey(), length));
                }
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
