package dev.portreach.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.result.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.slf4j.Logger;

/** A process that may have few open files: probes wait for a descriptor, and say nothing untrue of their targets. */
class FewDescriptorsTest {

    private static final int PROBES = 500;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "sets a limit with ulimit")
    void shouldWaitForADescriptorWhereThereIsNone() throws Exception {
        // given a process of its own with far fewer descriptors than probes
        String classPath = Stream.of(ConnectEngine.class, FewDescriptorsTest.class, Outcome.class, Logger.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(":"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // when
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 96 && exec \"$0\" -Xmx64m -cp \"$1\" \"$2\"",
                        java,
                        classPath,
                        Main.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // then
        assertThat(process.waitFor()).isZero();
        assertThat(said).isEqualTo("{open=%d}".formatted(PROBES));
    }

    /** Probes one listener many times at once, and prints what came of it. */
    static final class Main {

        public static void main(String... args) throws Exception {
            Map<Outcome, Integer> outcomes = new ConcurrentHashMap<>();
            CountDownLatch left = new CountDownLatch(PROBES);
            try (ServerSocket listener = new ServerSocket(0, PROBES, InetAddress.getLoopbackAddress());
                    ConnectEngine engine =
                            new ConnectEngine(new ConnectEngine.Settings(PROBES, Duration.ofMillis(50), null))) {
                InetSocketAddress target = (InetSocketAddress) listener.getLocalSocketAddress();
                refused(engine); // loads every class, for which there may be no descriptor later
                for (int i = 0; i < PROBES; i++) {
                    engine.probe(new ProbeRequest(target, Duration.ofSeconds(30)), result -> {
                        outcomes.merge(result.outcome(), 1, Integer::sum);
                        left.countDown();
                    });
                }
                left.await(60, TimeUnit.SECONDS);
            }
            System.out.print(new TreeMap<>(outcomes));
        }

        private static void refused(ConnectEngine engine) throws Exception {
            InetSocketAddress closed;
            try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                closed = (InetSocketAddress) gone.getLocalSocketAddress();
            }
            CompletableFuture<ProbeResult> result = new CompletableFuture<>();
            engine.probe(new ProbeRequest(closed, Duration.ofSeconds(30)), result::complete);
            result.get(30, TimeUnit.SECONDS);
        }
    }
}
