package dev.portreach.probe.responder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Heartbeat.Problem;
import dev.portreach.probe.identity.AgentIdentity;
import dev.portreach.probe.publish.AgentClock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The responder alone, with real sockets. */
class ResponderTest {

    private static final int LONG = 20_000; // ms, for what comes at once

    private final AgentIdentity challenger = Party.agent("lyon");
    private final AgentClock clock = AgentClock.system();
    private final Responder responder = responder(Duration.ofMillis(100), 512, 128, Duration.ofMinutes(5));

    @AfterEach
    void close() {
        responder.close();
    }

    @Test
    void shouldAnswerAValidChallengeOnceOverTcp() throws Exception {
        int port = listen(Protocol.TCP);
        byte[] frame = challenge(port, clock.event());
        // when
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write(frame);
            byte[] answer = socket.getInputStream().readNBytes(frame.length);
            // then
            assertThat(Answer.read(answer).orElseThrow().source()).isEqualTo(socket.getLocalSocketAddress());
            // and whatever follows ends it
            socket.getOutputStream().write(frame);
            assertThat(readToEnd(socket)).isZero();
        }
    }

    @Test
    void shouldTakeAChallengeInPieces() throws Exception {
        int port = listen(Protocol.TCP);
        byte[] frame = challenge(port, clock.event());
        try (Socket socket = connect(port)) {
            socket.setTcpNoDelay(true);
            for (byte one : frame) {
                socket.getOutputStream().write(one);
            }
            assertThat(socket.getInputStream().readNBytes(frame.length)).hasSize(frame.length);
        }
    }

    @Test
    void shouldCloseSilentlyOnAnythingElseOverTcp() throws Exception {
        int port = listen(Protocol.TCP);
        byte[] valid = challenge(port, clock.event());
        byte[] badSignature = valid.clone();
        badSignature[60] ^= 1;
        for (byte[] bad : List.of(
                "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                badSignature,
                challenge(port + 1, clock.event()),
                challenge(port, clock.event() - 61_000),
                Arrays.copyOf(valid, valid.length + 1),
                new byte[5_000])) {
            try (Socket socket = connect(port)) {
                socket.getOutputStream().write(bad);
                assertThat(readToEnd(socket)).isZero();
            }
        }
    }

    @Test
    void shouldBeSilentOverUdpToAnythingButAValidChallenge() throws Exception {
        int port = listen(Protocol.UDP);
        byte[] valid = challenge(port, clock.event());
        byte[] badSignature = valid.clone();
        badSignature[60] ^= 1;
        try (DatagramSocket socket = new DatagramSocket(0, Party.LOOPBACK)) {
            socket.setSoTimeout(LONG);
            InetSocketAddress to = new InetSocketAddress(Party.LOOPBACK, port);
            // when all sorts of datagrams come before the valid one, and it comes twice
            for (byte[] bad : List.of(
                    new byte[0],
                    badSignature,
                    challenge(port + 1, clock.event()),
                    challenge(port, clock.event() - 61_000),
                    Arrays.copyOf(valid, valid.length - 1),
                    new byte[2_000])) {
                socket.send(new DatagramPacket(bad, bad.length, to));
            }
            socket.send(new DatagramPacket(valid, valid.length, to));
            socket.send(new DatagramPacket(valid, valid.length, to));
            byte[] other = challenge(port, clock.event());
            socket.send(new DatagramPacket(other, other.length, to));
            // then the answers are those to the two that are valid, in order
            assertThat(receive(socket).nonce())
                    .isEqualTo(Challenge.read(valid).orElseThrow().nonce());
            assertThat(receive(socket).nonce())
                    .isEqualTo(Challenge.read(other).orElseThrow().nonce());
        }
    }

    @Test
    void shouldKeepAPlainConnectOpen() throws Exception {
        int port = listen(Protocol.TCP);
        try (Socket socket = connect(port)) {
            socket.setSoTimeout(300);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
        await().atMost(Party.PATIENCE).until(() -> responder.connections() == 0);
    }

    @Test
    void shouldEndAConnectionAfterItsTime() throws Exception {
        try (Responder hasty = responder(Duration.ofSeconds(30), 512, 128, Duration.ofMillis(50))) {
            int port = listen(hasty, Protocol.TCP);
            try (Socket socket = connect(port)) {
                socket.getOutputStream().write(challenge(port, clock.event()), 0, 20); // and no more: a slow drip
                assertThat(readToEnd(socket)).isZero();
            }
        }
    }

    @Test
    void shouldBoundConnectionsOfOneSource() throws Exception {
        try (Responder small = responder(Duration.ofSeconds(30), 512, 3, Duration.ofMinutes(5))) {
            int port = listen(small, Protocol.TCP);
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                sockets.add(connect(port));
            }
            // the fourth is closed; the others are kept
            assertThat(readToEnd(sockets.get(3))).isZero();
            await().atMost(Party.PATIENCE).until(() -> small.connections() == 3);
            // and when one leaves, there is room again
            sockets.get(0).close();
            await().atMost(Party.PATIENCE).until(() -> small.connections() == 2);
            byte[] frame = challenge(port, clock.event());
            try (Socket next = connect(port)) {
                next.getOutputStream().write(frame);
                assertThat(next.getInputStream().readNBytes(frame.length)).hasSize(frame.length);
            }
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void shouldBoundConnectionsOfAllSources() throws Exception {
        try (Responder small = responder(Duration.ofSeconds(30), 2, 128, Duration.ofMinutes(5))) {
            int port = listen(small, Protocol.TCP);
            try (Socket first = connect(port);
                    Socket second = connect(port);
                    Socket third = connect(port)) {
                assertThat(readToEnd(third)).isZero();
                assertThat(first.isConnected() && second.isConnected()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP"})
    void shouldLeaveAPortToWhoeverHoldsItAndTakeItWhenFree(Protocol protocol) throws Exception {
        int port = Party.freePort(Party.LOOPBACK);
        AutoCloseable holder = protocol == Protocol.TCP
                ? new ServerSocket(port, 1, Party.LOOPBACK)
                : new DatagramSocket(port, Party.LOOPBACK);
        try (holder) {
            // when
            responder.apply(Party.listen(protocol, Party.LOOPBACK, "" + port, challenger));
            // then
            await().atMost(Party.PATIENCE).untilAsserted(() -> assertThat(responder.problems())
                    .containsExactly(new Problem(
                            "ep:data", "cannot listen at %s %d: Address already in use".formatted(protocol, port))));
            assertThat(responder.listening()).isZero();
        }
        await().atMost(Party.PATIENCE).until(() -> responder.listening() == 1);
        assertThat(responder.problems()).isEmpty();
    }

    @Test
    void shouldCloseWhenTheAssignmentGoes() throws Exception {
        int port = listen(Protocol.TCP);
        try (Socket open = connect(port)) {
            // when
            responder.apply(ListenerPlan.NONE);
            // then connections end and the port is free
            assertThat(readToEnd(open)).isZero();
            await().atMost(Party.PATIENCE).until(() -> responder.listening() == 0);
            await().atMost(Party.PATIENCE)
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> connect(port).close()).isInstanceOf(ConnectException.class));
        }
    }

    @Test
    void shouldKeepPortsOpenAndAnswerOthersWhenOnlyChallengersChange() throws Exception {
        int port = listen(Protocol.TCP);
        AgentIdentity other = Party.agent("oslo");
        try (Socket open = connect(port)) {
            responder.apply(Party.listen(Protocol.TCP, Party.LOOPBACK, "" + port, other));
            byte[] frame = challenge(other, port, clock.event());
            await().atMost(Party.PATIENCE).untilAsserted(() -> {
                try (Socket socket = connect(port)) {
                    socket.getOutputStream().write(frame);
                    assertThat(socket.getInputStream().readNBytes(frame.length)).hasSize(frame.length);
                }
            });
            open.getOutputStream().write(challenge(port, clock.event()));
            assertThat(readToEnd(open)).isZero();
        }
    }

    @Test
    void shouldListenAtAThousandPorts() throws Exception {
        // given a range below those from which systems take ports for connections
        int first = 21_100 + (int) (ProcessHandle.current().pid() % 10_000);
        String range = "%d-%d".formatted(first, first + 1_000);
        // when
        responder.apply(Party.listen(Protocol.TCP, Party.LOOPBACK, range, challenger));
        // then all that are not taken by others are open, the others reported
        await().atMost(Party.PATIENCE).until(() -> responder.listening() >= 900);
        assertThat(responder.problems()).hasSizeLessThan(2);
    }

    private int listen(Protocol protocol) throws IOException {
        return listen(responder, protocol);
    }

    private int listen(Responder by, Protocol protocol) throws IOException {
        int port = Party.freePort(Party.LOOPBACK);
        by.apply(Party.listen(protocol, Party.LOOPBACK, "" + port, challenger));
        await().atMost(Party.PATIENCE).until(() -> by.listening() == 1);
        return port;
    }

    private Responder responder(Duration retry, int most, int ofOneSource, Duration patience) {
        return new Responder(
                new Responder.Settings(Ports.parse("1-65535"), null, retry, most, ofOneSource, patience),
                Party.agent("core"),
                clock);
    }

    private byte[] challenge(int port, long at) {
        return challenge(challenger, port, at);
    }

    private static byte[] challenge(AgentIdentity by, int port, long at) {
        String nonce = UUID.randomUUID().toString().replace("-", "");
        return new Challenge(by.asPeer().fingerprint(), at, nonce, port, Frame.MIN_LENGTH).sign(by.privateKey());
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(Party.LOOPBACK, port);
        socket.setSoTimeout(LONG);
        return socket;
    }

    private static Answer receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
        socket.receive(packet);
        return Answer.read(Arrays.copyOf(packet.getData(), packet.getLength())).orElseThrow();
    }

    /** How many bytes came until the peer closed, politely or not. */
    private static int readToEnd(Socket socket) throws IOException {
        try {
            return socket.getInputStream().readAllBytes().length;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the peer does not close", e);
        } catch (IOException e) {
            return 0; // reset, as bytes were left unread
        }
    }
}
