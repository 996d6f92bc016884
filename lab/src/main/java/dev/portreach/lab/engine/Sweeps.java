package dev.portreach.lab.engine;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.engine.ConnectEngine;
import dev.portreach.probe.engine.ProbeRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sweeps of many ports of one host at once, by the engine as it is shipped, without any limit of rate. */
final class Sweeps {

    /** @param seconds from the first probe asked for to the last result */
    record Sweep(double seconds, Map<Outcome, Integer> outcomes) {}

    private static final int PATIENCE_SECONDS = 60;

    private Sweeps() {}

    static Sweep sweep(ConnectEngine engine, InetAddress host, int firstPort, int ports, Duration deadline)
            throws InterruptedException {
        Map<Outcome, AtomicInteger> counts = new ConcurrentHashMap<>();
        CountDownLatch left = new CountDownLatch(ports);
        long begun = System.nanoTime();
        for (int port = firstPort; port < firstPort + ports; port++) {
            engine.probe(new ProbeRequest(new InetSocketAddress(host, port), deadline), result -> {
                counts.computeIfAbsent(result.outcome(), outcome -> new AtomicInteger())
                        .incrementAndGet();
                left.countDown();
            });
        }
        if (!left.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "%d ports have no result after %d s".formatted(left.getCount(), PATIENCE_SECONDS));
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        Map<Outcome, Integer> outcomes = new ConcurrentHashMap<>();
        counts.forEach((outcome, count) -> outcomes.put(outcome, count.get()));
        return new Sweep(seconds, outcomes);
    }
}
