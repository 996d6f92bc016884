package dev.portreach.lab.engine;

import dev.portreach.probe.engine.ConnectEngine;
import dev.portreach.probe.engine.ProbeRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** What very many probes leave behind in this process. */
final class Leaks {

    /** Threads and descriptors of this process before the first probe and after the last. */
    record Count(ProcessUsage before, ProcessUsage after, long results) {}

    private static final int UNDER_WAY = 4_096;
    private static final Duration WATCH = Duration.ofMillis(20);

    private Leaks() {}

    /** Probes the targets in turn, and counts once a few probes have loaded all that is needed, and after the last. */
    static Count count(long probes, InetSocketAddress... targets) throws IOException, InterruptedException {
        try (ConnectEngine engine =
                new ConnectEngine(new ConnectEngine.Settings(UNDER_WAY, WATCH, null, ConnectEngine.Closing.RESET))) {
            probe(engine, UNDER_WAY, targets);
            ProcessUsage before = ProcessUsage.of(ProcessHandle.current().pid());
            long results = probe(engine, probes, targets);
            return new Count(before, ProcessUsage.of(ProcessHandle.current().pid()), results);
        }
    }

    private static long probe(ConnectEngine engine, long probes, InetSocketAddress... targets)
            throws InterruptedException {
        Semaphore slots = new Semaphore(UNDER_WAY);
        AtomicLong results = new AtomicLong();
        for (long i = 0; i < probes; i++) {
            slots.acquire();
            engine.probe(new ProbeRequest(targets[(int) (i % targets.length)], Duration.ofSeconds(10)), result -> {
                results.incrementAndGet();
                slots.release();
            });
        }
        slots.acquire(UNDER_WAY);
        return results.get();
    }
}
