package dev.portreach.probe.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.probe.engine.ProbeRequest;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.payload.Payload;
import dev.portreach.probe.payload.Payloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ExchangeEngineTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Payload DNS = Payloads.builtIn().find("dns").orElseThrow();
    private static final Payload RTSP = Payloads.builtIn().find("rtsp").orElseThrow();

    private final ExchangeEngine engine = new ExchangeEngine(new ExchangeEngine.Settings(64, Duration.ZERO, null));

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void shouldSeeUdpOpenOnlyOnAnAnswer() throws Exception {
        try (DatagramSocket peer = new DatagramSocket(0, LOOPBACK)) {
            // given a peer whose answer is empty
            CompletableFuture<Void> answers = CompletableFuture.runAsync(() -> answer(peer, 1, new byte[0]));
            // when
            ProbeResult result = probe(peer.getLocalPort(), Payload.PLAIN, LONG);
            // then
            assertThat(result.outcome()).isEqualTo(Outcome.OPEN);
            assertThat(result.proof()).isEqualTo(Proof.STRONG);
            assertThat(result.rttMicros()).isBetween(1L, 10_000_000L);
            answers.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldSeeUdpSilenceAsOpenOrFiltered() throws Exception {
        try (DatagramSocket mute = new DatagramSocket(0, LOOPBACK)) {
            ProbeResult result = probe(mute.getLocalPort(), Payload.PLAIN, Duration.ofMillis(150));
            assertThat(result).isEqualTo(new ProbeResult(Outcome.OPEN_OR_FILTERED, Proof.WEAK, null, null));
        }
    }

    @Test
    void shouldSeeUdpRefused() throws Exception {
        // given
        int port;
        try (DatagramSocket gone = new DatagramSocket(0, LOOPBACK)) {
            port = gone.getLocalPort();
        }
        // when, then
        assertThat(probe(port, Payload.PLAIN, LONG).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void shouldSendAgainWhatWasLost() throws Exception {
        try (DatagramSocket peer = new DatagramSocket(0, LOOPBACK)) {
            // given a peer that hears only the third datagram
            CompletableFuture<Void> answers = CompletableFuture.runAsync(() -> answer(peer, 3, new byte[] {1}));
            // when
            ProbeResult result = probe(peer.getLocalPort(), Payload.PLAIN, Duration.ofSeconds(3));
            // then, without a time, as nobody knows which one was answered
            assertThat(result.outcome()).isEqualTo(Outcome.OPEN);
            assertThat(result.rttMicros()).isNull();
            answers.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldBeWeakWhereTheAnswerIsToAnotherQuestion() throws Exception {
        try (DatagramSocket peer = new DatagramSocket(0, LOOPBACK)) {
            // given
            CompletableFuture<Void> answers =
                    CompletableFuture.runAsync(() -> answer(peer, 1, "what?".getBytes(StandardCharsets.US_ASCII)));
            // when
            ProbeResult result = probe(peer.getLocalPort(), DNS, LONG);
            // then
            assertThat(result.outcome()).isEqualTo(Outcome.OPEN);
            assertThat(result.proof()).isEqualTo(Proof.WEAK);
            assertThat(result.detail()).isEqualTo("the answer does not match dns");
            answers.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldSeeLocalErrorWhereTheSourceIsNotOurs() throws Exception {
        InetAddress foreign = InetAddress.getByName("192.0.2.77");
        try (ExchangeEngine misconfigured = new ExchangeEngine(ExchangeEngine.Settings.DEFAULTS.from(foreign))) {
            assertThat(probe(misconfigured, 9, Payload.PLAIN, LONG).outcome()).isEqualTo(Outcome.LOCAL_ERROR);
            assertThat(probe(misconfigured, 9, RTSP, LONG).outcome()).isEqualTo(Outcome.LOCAL_ERROR);
        }
    }

    @Test
    void shouldSeeTcpOpenOnTheAnswerThoughItDrips() throws Exception {
        assertThat(tcp(LONG, "RT", "SP/1.0 200 OK\r\n")).satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.OPEN);
            assertThat(result.proof()).isEqualTo(Proof.STRONG);
            assertThat(result.rttMicros()).isNotNull();
            assertThat(result.detail()).isNull();
        });
    }

    @Test
    void shouldSayHandshakeOnlyWhereTcpKeepsSilent() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, LOOPBACK)) {
            ProbeResult result = probe(mute.getLocalPort(), RTSP, Duration.ofMillis(150));
            assertThat(result.outcome()).isEqualTo(Outcome.OPEN);
            assertThat(result.proof()).isEqualTo(Proof.WEAK);
            assertThat(result.detail()).isEqualTo("handshake only");
        }
    }

    @Test
    void shouldBeWeakWhereTcpAnswersSomethingElse() throws Exception {
        String endless = "x".repeat(10_000);
        for (String[] said : new String[][] {{"HTTP/1.1 400 Bad Request\r\n\r\n"}, {endless}}) {
            ProbeResult result = tcp(Duration.ofMillis(500), said);
            assertThat(result.outcome()).isEqualTo(Outcome.OPEN);
            assertThat(result.proof()).isEqualTo(Proof.WEAK);
            assertThat(result.detail()).isEqualTo("the answer does not match rtsp");
        }
    }

    @Test
    void shouldSayWhereTheDataMadeThePeerHangUp() throws Exception {
        ProbeResult result = tcp(LONG);
        assertThat(result.outcome()).isEqualTo(Outcome.CLOSED_AFTER_ACCEPT);
        assertThat(result.detail()).isEqualTo("closed without an answer to rtsp");
    }

    @Test
    void shouldSeeTcpRefused() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, LOOPBACK)) {
            port = gone.getLocalPort();
        }
        assertThat(probe(port, RTSP, LONG).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void shouldProbeManyWithinBoundsAndLeakNothing() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "counts descriptors in /proc");
        // given far more probes than may be in flight, of which none is answered
        try (DatagramSocket mute = new DatagramSocket(0, LOOPBACK)) {
            probe(mute.getLocalPort(), Payload.PLAIN, Duration.ofMillis(20));
            long before = openDescriptors();
            ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
            // when
            for (int i = 0; i < 1_000; i++) {
                engine.probe(
                        request(mute.getLocalPort(), Duration.ofMillis(20)),
                        Payload.PLAIN,
                        result -> outcomes.add(result.outcome()));
                assertThat(engine.inFlight()).isLessThanOrEqualTo(64);
            }
            // then
            await().atMost(Duration.ofSeconds(30)).until(() -> outcomes.size() == 1_000);
            assertThat(outcomes).containsOnly(Outcome.OPEN_OR_FILTERED);
            assertThat(engine.inFlight()).isZero();
            await().atMost(Duration.ofSeconds(10)).until(() -> openDescriptors() <= before + 5);
        }
    }

    /** Probes a peer that reads the request, says these parts one by one, and hangs up. */
    private ProbeResult tcp(Duration deadline, String... parts) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, LOOPBACK)) {
            CompletableFuture<Void> peer = CompletableFuture.runAsync(() -> talk(listener, parts));
            ProbeResult result = probe(listener.getLocalPort(), RTSP, deadline);
            peer.get(10, TimeUnit.SECONDS);
            return result;
        }
    }

    private static void talk(ServerSocket listener, String... parts) {
        try (Socket socket = listener.accept()) {
            socket.setTcpNoDelay(true);
            byte[] request = socket.getInputStream()
                    .readNBytes("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: portreach\r\n\r\n".length());
            assertThat(new String(request, StandardCharsets.US_ASCII)).endsWith("\r\n\r\n");
            for (String part : parts) {
                socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers the datagram of that number. */
    private static void answer(DatagramSocket peer, int number, byte[] answer) {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        try {
            for (int i = 0; i < number; i++) {
                peer.receive(packet);
            }
            peer.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProbeRequest request(int port, Duration deadline) {
        return new ProbeRequest(new InetSocketAddress(LOOPBACK, port), deadline);
    }

    private ProbeResult probe(int port, Payload payload, Duration deadline) throws Exception {
        return probe(engine, port, payload, deadline);
    }

    private static ProbeResult probe(ExchangeEngine by, int port, Payload payload, Duration deadline) throws Exception {
        CompletableFuture<ProbeResult> result = new CompletableFuture<>();
        by.probe(request(port, deadline), payload, result::complete);
        return result.get(20, TimeUnit.SECONDS);
    }

    private static long openDescriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }
}
