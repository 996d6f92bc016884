package dev.portreach.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.probe.engine.ConnectEngine.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ConnectEngineTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ConnectEngine engine = new ConnectEngine(ConnectEngine.Settings.DEFAULTS);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void shouldSeeOpenWherePeerKeepsTheConnection() throws Exception {
        // given
        try (ServerSocket listener = new ServerSocket(0, 50, LOOPBACK)) {
            // when
            ProbeResult result = probe(listener.getLocalPort(), Duration.ofSeconds(1));
            // then
            assertThat(result.outcome()).isEqualTo(Outcome.OPEN);
            assertThat(result.proof()).isEqualTo(Proof.STRONG);
            assertThat(result.rttMicros()).isBetween(1L, 1_000_000L);
        }
    }

    @Test
    void shouldShareTheWorkAndItsBoundsAmongThreads() throws Exception {
        // given an engine of three threads that may have seven connects under way
        Settings shared = new Settings(7, Duration.ofMillis(20), null, ConnectEngine.Closing.RESET, 3);
        Set<String> threads = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<ProbeResult>> results = new ArrayList<>();
        AtomicInteger most = new AtomicInteger();
        try (ServerSocket listener = new ServerSocket(0, 500, LOOPBACK);
                ConnectEngine engine = new ConnectEngine(shared)) {
            InetSocketAddress target = new InetSocketAddress(LOOPBACK, listener.getLocalPort());
            // when
            for (int i = 0; i < 200; i++) {
                CompletableFuture<ProbeResult> result = new CompletableFuture<>();
                results.add(result);
                engine.probe(new ProbeRequest(target, Duration.ofSeconds(10)), seen -> {
                    threads.add(Thread.currentThread().getName());
                    most.accumulateAndGet(engine.inFlight(), Math::max);
                    result.complete(seen);
                });
            }
            // then all are answered, by all threads, and never more at a time than allowed
            for (CompletableFuture<ProbeResult> result : results) {
                assertThat(result.get(20, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.OPEN);
            }
            assertThat(engine.inFlight()).isZero();
        }
        assertThat(threads).hasSize(3);
        assertThat(most.get()).isLessThanOrEqualTo(7);
    }

    @Test
    void shouldSeeOpenAtOnceWherePeerSpeaksFirst() throws Exception {
        // given a server that greets
        try (ServerSocket listener = new ServerSocket(0, 50, LOOPBACK);
                ConnectEngine patient =
                        new ConnectEngine(new ConnectEngine.Settings(8, Duration.ofMinutes(10), null))) {
            CompletableFuture<Socket> accepted = CompletableFuture.supplyAsync(() -> greet(listener));
            // when watched by an engine that would wait for minutes
            ProbeResult result = probe(patient, listener.getLocalPort(), Duration.ofSeconds(5));
            // then
            assertThat(result.outcome()).isEqualTo(Outcome.OPEN);
            accepted.get(5, TimeUnit.SECONDS).close();
        }
    }

    @Test
    void shouldSeeRefused() throws Exception {
        // given a port that nobody listens on
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, LOOPBACK)) {
            port = gone.getLocalPort();
        }
        // when
        ProbeResult result = probe(port, Duration.ofSeconds(1));
        // then
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.proof()).isEqualTo(Proof.WEAK);
        assertThat(result.rttMicros()).isNotNull();
    }

    @Test
    void shouldSeeTimeoutAtTheDeadline() throws Exception {
        // given a listener whose backlog is full, which drops SYNs
        List<Socket> fillers = new ArrayList<>();
        try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK)) {
            FullBacklog.fill(listener, fillers);
            long began = System.nanoTime();
            // when
            ProbeResult result = probe(listener.getLocalPort(), Duration.ofMillis(400));
            // then
            assertThat(result).isEqualTo(new ProbeResult(Outcome.TIMEOUT, Proof.WEAK, null, null));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(399));
        } finally {
            closeAll(fillers);
        }
    }

    @Test
    void shouldCountTheDeadlineFromTheProbesOwnStart() throws Exception {
        // given one slot, probes that are never answered, and behind them one that is answered
        List<Socket> fillers = new ArrayList<>();
        try (ServerSocket silent = new ServerSocket(0, 1, LOOPBACK);
                ServerSocket listener = new ServerSocket(0, 50, LOOPBACK);
                ConnectEngine narrow = new ConnectEngine(new ConnectEngine.Settings(1, Duration.ofMillis(20), null))) {
            FullBacklog.fill(silent, fillers);
            List<CompletableFuture<ProbeResult>> silents = new ArrayList<>();
            long began = System.nanoTime();
            for (int i = 0; i < 3; i++) {
                silents.add(start(narrow, silent.getLocalPort(), Duration.ofMillis(300)));
            }
            CompletableFuture<ProbeResult> last = start(narrow, listener.getLocalPort(), Duration.ofMillis(300));
            // when all are done
            assertThat(last.get(20, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.OPEN);
            // then each had its whole deadline, one after the other, and the last was not late for having waited
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(899));
            for (CompletableFuture<ProbeResult> result : silents) {
                assertThat(result.join().outcome()).isEqualTo(Outcome.TIMEOUT);
            }
        } finally {
            closeAll(fillers);
        }
    }

    @Test
    void shouldCloseWithResetWhereTold() throws Exception {
        // given
        try (ServerSocket listener = new ServerSocket(0, 50, LOOPBACK);
                ConnectEngine rude = new ConnectEngine(
                        new ConnectEngine.Settings(8, Duration.ofMillis(20), null, ConnectEngine.Closing.RESET))) {
            CompletableFuture<ProbeResult> result = start(rude, listener.getLocalPort(), Duration.ofSeconds(5));
            try (Socket accepted = listener.accept()) {
                // when
                assertThat(result.get(20, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.OPEN);
                // then the peer sees a reset, where FIN would be the end of the stream
                assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void shouldSeeClosedAfterAccept() throws Exception {
        // given a device that answers the handshake and hangs up
        try (ServerSocket listener = new ServerSocket(0, 50, LOOPBACK)) {
            CompletableFuture<Void> hangsUp = CompletableFuture.runAsync(() -> acceptAndClose(listener));
            // when
            ProbeResult result = probe(listener.getLocalPort(), Duration.ofSeconds(1));
            // then
            assertThat(result.outcome()).isEqualTo(Outcome.CLOSED_AFTER_ACCEPT);
            hangsUp.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldSeeLocalErrorWhereTheSourceIsNotOurs() throws Exception {
        // given a source address of another machine
        InetAddress foreign = InetAddress.getByName("192.0.2.77");
        try (ConnectEngine misconfigured =
                new ConnectEngine(new ConnectEngine.Settings(8, Duration.ofMillis(200), foreign))) {
            // when, then
            assertThat(probe(misconfigured, 9, Duration.ofSeconds(1)).outcome()).isEqualTo(Outcome.LOCAL_ERROR);
        }
    }

    @Test
    void shouldProbeManyAtOnceWithinBoundsAndLeakNothing() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
        // given far more probes than may be in flight, to a listener and to closed ports
        try (ConnectEngine small = new ConnectEngine(new ConnectEngine.Settings(50, Duration.ofMillis(20), null));
                ServerSocket listener = new ServerSocket(0, 500, LOOPBACK)) {
            int closed;
            try (ServerSocket gone = new ServerSocket(0, 1, LOOPBACK)) {
                closed = gone.getLocalPort();
            }
            Thread acceptor = new Thread(() -> acceptForEver(listener));
            acceptor.setDaemon(true);
            acceptor.start();
            probe(small, closed, Duration.ofSeconds(1));
            long before = openDescriptors();
            ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
            // when
            for (int i = 0; i < 2_000; i++) {
                int port = i % 10 == 0 ? listener.getLocalPort() : closed;
                small.probe(
                        new ProbeRequest(new InetSocketAddress(LOOPBACK, port), Duration.ofSeconds(5)),
                        result -> outcomes.add(result.outcome()));
                assertThat(small.inFlight()).isLessThanOrEqualTo(50);
            }
            // then each has one result, and no descriptor stays
            await().atMost(Duration.ofSeconds(30)).until(() -> outcomes.size() == 2_000);
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome == Outcome.REFUSED)
                    .hasSize(1_800);
            assertThat(small.inFlight()).isZero();
            await().atMost(Duration.ofSeconds(10)).until(() -> openDescriptors() <= before + 5);
        }
    }

    private ProbeResult probe(int port, Duration deadline) throws Exception {
        return probe(engine, port, deadline);
    }

    private static ProbeResult probe(ConnectEngine engine, int port, Duration deadline) throws Exception {
        return start(engine, port, deadline).get(20, TimeUnit.SECONDS);
    }

    private static CompletableFuture<ProbeResult> start(ConnectEngine engine, int port, Duration deadline) {
        CompletableFuture<ProbeResult> result = new CompletableFuture<>();
        engine.probe(new ProbeRequest(new InetSocketAddress(LOOPBACK, port), deadline), result::complete);
        return result;
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static long openDescriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }

    private static Socket greet(ServerSocket listener) {
        try {
            Socket socket = listener.accept();
            socket.getOutputStream().write('2');
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void acceptAndClose(ServerSocket listener) {
        try {
            listener.accept().close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void acceptForEver(ServerSocket listener) {
        List<Socket> kept = new ArrayList<>();
        try {
            while (kept.size() < 200) {
                Socket socket = listener.accept();
                kept.add(socket);
                socket.setSoTimeout(5_000);
                CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> closeWithPeer(socket));
                assertThat(ended).isNotNull();
            }
        } catch (IOException e) {
            assertThat(listener.isClosed()).isTrue();
        }
    }

    private static void closeWithPeer(Socket socket) {
        try (socket) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
