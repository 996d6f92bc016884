package dev.portreach.probe.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.engine.ProbeResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Nothing is left of exchanges, however they end. */
class DescriptorsTest {

    private static final int ROUNDS = 60;

    @Test
    void shouldLeaveNoSocketBehind() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "counts descriptors in /proc");
        try (ApplicationEngine engine = new ApplicationEngine(ApplicationEngine.Settings.DEFAULTS);
                TestPeer silent = TestPeer.plain(TestPeer::untilClosed);
                TestPeer text = TestPeer.plain(TestPeer.endless("HTTP/1.1 200 OK\r\n", "X-More: and more\r\n"));
                TestPeer closing = TestPeer.plain(socket -> {});
                TestPeer resetting = TestPeer.plain(socket -> socket.setSoLinger(true, 0))) {
            List<TestPeer> peers = List.of(silent, text, closing, resetting);
            probeAll(engine, peers, 1);
            long before = sockets();
            // when some hundred probes are made, over TLS and without
            List<ProbeResult> results = probeAll(engine, peers, ROUNDS);
            // then all have failed, and nothing is left: neither at the probe's end nor, once it closed, at the peer's
            assertThat(results)
                    .hasSize(ROUNDS * peers.size() * 2)
                    .noneMatch(result -> result.outcome() == Outcome.OPEN);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(engine.inFlight()).isZero();
                assertThat(sockets()).isLessThanOrEqualTo(before + 4);
            });
        }
    }

    private static List<ProbeResult> probeAll(ApplicationEngine engine, List<TestPeer> peers, int rounds)
            throws Exception {
        List<CompletableFuture<ProbeResult>> begun = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (TestPeer peer : peers) {
                begun.add(Asking.begin(engine, peer.address(), Asking.tls(null), Asking.HASTY));
                begun.add(Asking.begin(engine, peer.address(), Asking.http(null, "204", null), Asking.HASTY));
            }
        }
        List<ProbeResult> results = new ArrayList<>();
        for (CompletableFuture<ProbeResult> result : begun) {
            results.add(result.get(60, TimeUnit.SECONDS));
        }
        return results;
    }

    private static long sockets() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(DescriptorsTest::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // gone meanwhile
        }
    }
}
