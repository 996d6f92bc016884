package dev.portreach.probe.icmp;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.engine.ProbeResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again at ports that were refused or not reached, for the ICMP error behind it. What it finds holds as long as the
 * plain outcome stays, and is looked for again at most once a minute and at every fifth probe, so that a port that stays
 * down costs few packets more.
 */
public final class SecondLook implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SecondLook.class);
    private static final Set<Outcome> DOUBTFUL = EnumSet.of(Outcome.REFUSED, Outcome.UNREACHABLE, Outcome.PROHIBITED);
    private static final int THREADS = 2;
    private static final int QUEUE = 64;
    private static final int REMEMBERED = 20_000;
    private static final long AGAIN_MILLIS = 60_000;
    private static final int AGAIN_PROBES = 5;

    private static final CompletableFuture<Evidence> NOTHING = CompletableFuture.completedFuture(Evidence.NONE);

    private record Port(Protocol protocol, InetSocketAddress address) {}

    private static final class Memory {
        final Outcome outcome;
        final long lookedAt;
        final CompletableFuture<Evidence> evidence;
        int probes;

        Memory(Outcome outcome, long lookedAt, CompletableFuture<Evidence> evidence) {
            this.outcome = outcome;
            this.lookedAt = lookedAt;
            this.evidence = evidence;
        }
    }

    private final ErrorView view;
    private final LongSupplier millis;
    private final AtomicBoolean told = new AtomicBoolean();
    private final Map<Port, Memory> memories = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Port, Memory> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final ThreadPoolExecutor looking =
            new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), task -> {
                Thread thread = new Thread(task, "second-look");
                thread.setDaemon(true);
                return thread;
            });

    /** @param millis a steady clock */
    public SecondLook(ErrorView view, LongSupplier millis) {
        this.view = view;
        this.millis = millis;
        looking.allowCoreThreadTimeOut(true);
    }

    /**
     * Hands on the result with the evidence for it: at once if there is nothing to look for or it is known already.
     *
     * @param deadline how long a look may take, the wait for its turn included
     * @param done called once, on any thread; must not block
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the receiver has it all
    public void refine(
            Protocol protocol,
            InetSocketAddress target,
            Duration deadline,
            ProbeResult plain,
            Consumer<ProbeResult> done) {
        CompletableFuture<Evidence> evidence = evidence(new Port(protocol, target), plain.outcome(), deadline);
        Evidence known = evidence.isCompletedExceptionally() ? null : evidence.getNow(null);
        if (known != null) { // mostly
            done.accept(Refinement.of(protocol, plain, known));
        } else {
            evidence.thenAccept(found -> done.accept(Refinement.of(protocol, plain, found)));
        }
    }

    private synchronized CompletableFuture<Evidence> evidence(Port port, Outcome outcome, Duration deadline) {
        if (!DOUBTFUL.contains(outcome)) {
            memories.remove(port);
            return NOTHING;
        }
        long now = millis.getAsLong();
        Memory known = memories.get(port);
        Evidence before = Evidence.NONE;
        if (known != null && known.outcome == outcome) {
            known.probes++;
            if (known.probes < AGAIN_PROBES || now - known.lookedAt < AGAIN_MILLIS) {
                return known.evidence;
            }
            before = known.evidence.getNow(Evidence.NONE);
        }
        try {
            Memory made = new Memory(outcome, now, look(port, deadline, before));
            memories.put(port, made);
            return made.evidence;
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(before); // too many at once: the next probe may look
        }
    }

    /** @param before what an earlier look found, which stays if this one finds nothing */
    private CompletableFuture<Evidence> look(Port port, Duration deadline, Evidence before) {
        return CompletableFuture.supplyAsync(() -> look(port, deadline), looking)
                .completeOnTimeout(Evidence.NONE, deadline.toMillis(), TimeUnit.MILLISECONDS)
                .handle((found, failure) -> failure != null || found.equals(Evidence.NONE) ? before : found);
    }

    private Evidence look(Port port, Duration deadline) {
        try {
            return view.look(port.protocol(), port.address(), deadline);
        } catch (IOException e) {
            if (told.compareAndSet(false, true)) {
                LOG.info("what refused or did not let pass cannot be told on this machine: {}", e.getMessage());
            }
            return Evidence.NONE;
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
