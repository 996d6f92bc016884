package dev.portreach.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.result.Outcome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The engine against peers that do not behave, on real sockets. */
class HostilePeersTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration ENDLESS = Duration.ofMinutes(10);

    private final ConnectEngine engine = new ConnectEngine(ConnectEngine.Settings.DEFAULTS);
    private final ConnectEngine patient = new ConnectEngine(new ConnectEngine.Settings(2_048, ENDLESS, null));

    @AfterEach
    void close() {
        engine.close();
        patient.close();
    }

    @Test
    void shouldSeeOpenWherePeerAcceptsAndIsSilent() throws Exception {
        try (HostilePeer peer = HostilePeer.that(HostilePeer.Habit.IS_SILENT)) {
            assertThat(probe(engine, peer.port())).isEqualTo(Outcome.OPEN);
        }
    }

    @Test
    void shouldSeeClosedAfterAcceptWherePeerResets() throws Exception {
        // given a device that answers the handshake and then resets, watched without end
        try (HostilePeer peer = HostilePeer.that(HostilePeer.Habit.RESETS)) {
            // when, then
            assertThat(probe(patient, peer.port())).isEqualTo(Outcome.CLOSED_AFTER_ACCEPT);
        }
    }

    @Test
    void shouldSeeRefusedWherePeerResetsAHandshakeUnderWay() throws Exception {
        // given a listener that drops SYNs, as its backlog is full
        List<Socket> fillers = new ArrayList<>();
        ServerSocket listener = new ServerSocket(0, 1, LOOPBACK);
        try {
            FullBacklog.fill(listener, fillers);
            CompletableFuture<ProbeResult> result = start(engine, listener.getLocalPort());
            await().until(() -> engine.inFlight() == 1);
            // when it goes, so that the repeated SYN meets a closed port
            listener.close();
            // then
            assertThat(result.get(20, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.REFUSED);
        } finally {
            listener.close();
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void shouldTakeLittleOfAFlood() throws Exception {
        // given a peer that sends without end, watched without end
        try (HostilePeer peer = HostilePeer.that(HostilePeer.Habit.FLOODS)) {
            // when
            assertThat(probe(patient, peer.port())).isEqualTo(Outcome.OPEN);
            // then it is hung up on at once
            assertThat(peer.ended().get(20, TimeUnit.SECONDS)).isLessThan(16L << 20);
        }
    }

    @Test
    void shouldNotWaitForMoreFromASlowDrip() throws Exception {
        // given a peer that sends a byte now and then, watched without end
        try (HostilePeer peer = HostilePeer.that(HostilePeer.Habit.DRIPS)) {
            // when, then the first byte tells
            assertThat(probe(patient, peer.port())).isEqualTo(Outcome.OPEN);
            assertThat(patient.inFlight()).isZero();
        }
    }

    @Test
    void shouldLeaveNothingBehindAfterThousandsOfThem() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "descriptors are counted in /proc");
        // given peers of every kind
        List<HostilePeer> peers = new ArrayList<>();
        for (HostilePeer.Habit habit : HostilePeer.Habit.values()) {
            peers.add(HostilePeer.that(habit));
        }
        try (ConnectEngine busy = new ConnectEngine(new ConnectEngine.Settings(64, Duration.ofMillis(20), null))) {
            probe(busy, peers.get(0).port());
            long descriptors = descriptors();
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
            // when
            for (int i = 0; i < 4_000; i++) {
                busy.probe(request(peers.get(i % peers.size()).port()), result -> outcomes.add(result.outcome()));
            }
            // then each has its result, and neither descriptor nor thread stays on either side
            await().atMost(Duration.ofSeconds(60)).until(() -> outcomes.size() == 4_000);
            assertThat(outcomes).containsOnly(Outcome.OPEN, Outcome.CLOSED_AFTER_ACCEPT);
            await().atMost(Duration.ofSeconds(20)).until(() -> descriptors() <= descriptors + 5);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threads + 5);
        } finally {
            for (HostilePeer peer : peers) {
                peer.close();
            }
        }
    }

    private static Outcome probe(ConnectEngine by, int port) throws Exception {
        return start(by, port).get(20, TimeUnit.SECONDS).outcome();
    }

    private static CompletableFuture<ProbeResult> start(ConnectEngine by, int port) {
        CompletableFuture<ProbeResult> result = new CompletableFuture<>();
        by.probe(request(port), result::complete);
        return result;
    }

    private static ProbeRequest request(int port) {
        return new ProbeRequest(new InetSocketAddress(LOOPBACK, port), DEADLINE);
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }
}
