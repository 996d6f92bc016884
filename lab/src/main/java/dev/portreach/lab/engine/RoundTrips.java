package dev.portreach.lab.engine;

import dev.portreach.probe.engine.ConnectEngine;
import dev.portreach.probe.engine.ProbeRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The engine's round-trip times beside the kernel's own: while the engine watches its connections, {@code ss -ti} reads
 * TCP_INFO of each; the smoothed time of a connection without data is that of its handshake (RFC 6298, 2.2).
 */
final class RoundTrips {

    /**
     * Absolute differences, in microseconds.
     *
     * @param kernelMedian what the kernel measured
     * @param loadPerSecond other connects that the engine made meanwhile
     */
    record Errors(int compared, long median, long p90, long maximum, long kernelMedian, double loadPerSecond) {}

    private static final Pattern SOCKET =
            Pattern.compile("\\S+:\\d+\\s+\\S+:(\\d+)\\s.*?\\srtt:([0-9.]+)/", Pattern.DOTALL);
    private static final Duration WATCH = Duration.ofSeconds(6); // ss must come in time
    private static final int SAMPLES_PER_ROUND = 3;
    private static final long ROUND_MILLIS = 10;

    private RoundTrips() {}

    /**
     * Probes each of the listening ports once, spread over some seconds, while refused connects go on.
     *
     * @param refused a port where nobody listens
     * @param load how many connects a second to it
     */
    static Errors compare(InetAddress host, int firstPort, int ports, InetSocketAddress refused, int load)
            throws IOException, InterruptedException {
        Map<Integer, Long> ours = new ConcurrentHashMap<>();
        CountDownLatch left = new CountDownLatch(ports);
        AtomicLong others = new AtomicLong();
        Map<Integer, Long> kernels;
        double seconds;
        try (ConnectEngine engine = new ConnectEngine(new ConnectEngine.Settings(8_192, WATCH, null))) {
            long begun = System.nanoTime();
            for (int port = firstPort; port < firstPort + ports; port++) {
                int sampled = port;
                engine.probe(new ProbeRequest(new InetSocketAddress(host, port), Duration.ofSeconds(3)), result -> {
                    if (result.rttMicros() != null) {
                        ours.put(sampled, result.rttMicros());
                    }
                    left.countDown();
                });
                if ((port - firstPort) % SAMPLES_PER_ROUND == 0) {
                    for (long i = 0; i < load * ROUND_MILLIS / 1_000; i++) {
                        engine.probe(
                                new ProbeRequest(refused, Duration.ofSeconds(3)), result -> others.incrementAndGet());
                    }
                    TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
                }
            }
            seconds = (System.nanoTime() - begun) / 1e9;
            kernels = kernelTimes(host, firstPort, firstPort + ports - 1);
            left.await(WATCH.toSeconds() + 10, TimeUnit.SECONDS);
        }
        long[] errors = kernels.entrySet().stream()
                .filter(kernel -> ours.containsKey(kernel.getKey()))
                .mapToLong(kernel -> Math.abs(ours.get(kernel.getKey()) - kernel.getValue()))
                .sorted()
                .toArray();
        if (errors.length == 0) {
            throw new IllegalStateException("ss shows none of the connections");
        }
        long[] kernel =
                kernels.values().stream().mapToLong(Long::longValue).sorted().toArray();
        return new Errors(
                errors.length,
                errors[errors.length / 2],
                errors[errors.length * 9 / 10],
                Arrays.stream(errors).max().orElseThrow(),
                kernel[kernel.length / 2],
                others.get() / seconds);
    }

    /** By the peer's port, in microseconds. */
    private static Map<Integer, Long> kernelTimes(InetAddress host, int firstPort, int lastPort) throws IOException {
        Process ss = new ProcessBuilder(
                        "ss",
                        "-tinHO",
                        "state",
                        "established",
                        "dst %s and dport ge :%d and dport le :%d"
                                .formatted(host.getHostAddress(), firstPort, lastPort))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(ss.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        Map<Integer, Long> times = new HashMap<>();
        said.lines().forEach(line -> {
            Matcher matcher = SOCKET.matcher(line);
            if (matcher.find()) {
                times.put(Integer.valueOf(matcher.group(1)), Math.round(Double.parseDouble(matcher.group(2)) * 1_000));
            }
        });
        return times;
    }
}
