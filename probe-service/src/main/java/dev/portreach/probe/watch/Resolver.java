package dev.portreach.probe.watch;

import dev.portreach.probe.network.Cidr;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Turns names into addresses, aside from the loop, as a name server may hang. All who ask for one name within five seconds
 * share one look-up (one second after a failure), so that many checks of one name are no load, and its time is that of a
 * real question and not of a cache.
 */
public final class Resolver implements AutoCloseable {

    /** The system's way to look up a name. */
    @FunctionalInterface
    interface NameService {
        InetAddress[] lookUp(String name) throws UnknownHostException;
    }

    private record Answer(Resolution resolution, long nanos) {}

    private static final int THREADS = 2;
    private static final int QUEUE = 1_000;
    private static final int MANY = 1_000;
    private static final int MANY_LITERALS = 20_000;
    private static final long SHARED_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long FAILURE_SHARED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final NameService names;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, CompletableFuture<Answer>> lookUps = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Resolution> literals = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), task -> {
                Thread thread = new Thread(task, "resolver");
                thread.setDaemon(true);
                return thread;
            });

    /** Asks the system, and has Java keep no answers of its own: they would hide the name server, and the reasons. */
    public Resolver() {
        this(InetAddress::getAllByName, System::nanoTime);
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    Resolver(NameService names, LongSupplier nanoTime) {
        this.names = names;
        this.nanoTime = nanoTime;
        executor.allowCoreThreadTimeOut(true);
    }

    /** @param then must not throw; called once, with a failure if there is no answer within the deadline */
    @SuppressWarnings("FutureReturnValueIgnored") // the receiver has it all
    void resolve(String name, Duration deadline, Consumer<Resolution> then) {
        Optional<Resolution> literal = literal(name);
        if (literal.isPresent()) {
            then.accept(literal.get());
            return;
        }
        if (lookUps.size() > MANY) {
            lookUps.values().removeIf(lookUp -> !isShared(lookUp));
        }
        lookUps.compute(name, (same, latest) -> latest != null && isShared(latest) ? latest : begin(name))
                .thenApply(Answer::resolution) // a future of its own, as the others who wait have other deadlines
                .completeOnTimeout(
                        Resolution.failed(null, Resolution.NO_ANSWER), deadline.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(then);
    }

    /** What an address comes to, for which nobody needs to be asked; empty for a name. */
    Optional<Resolution> literal(String name) {
        Resolution known = literals.get(name);
        if (known == null && Cidr.isLiteral(name)) {
            known = remembered(name, read(name));
        }
        return Optional.ofNullable(known);
    }

    /** Reading an address takes as long as a good part of a probe. */
    private Resolution remembered(String address, Resolution resolution) {
        if (literals.size() >= MANY_LITERALS) {
            literals.clear();
        }
        literals.put(address, resolution);
        return resolution;
    }

    private boolean isShared(CompletableFuture<Answer> lookUp) {
        if (!lookUp.isDone()) {
            return true; // a second question to a name server that hangs would hang as well
        }
        Answer answer = lookUp.join();
        long age = nanoTime.getAsLong() - answer.nanos();
        return age < (answer.resolution().isFailed() ? FAILURE_SHARED_NANOS : SHARED_NANOS);
    }

    private CompletableFuture<Answer> begin(String name) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> answer.complete(new Answer(lookUp(name), nanoTime.getAsLong())));
        } catch (RejectedExecutionException e) {
            answer.complete(new Answer(Resolution.failed(null, Resolution.NO_ANSWER), nanoTime.getAsLong()));
        }
        return answer;
    }

    private Resolution lookUp(String name) {
        long started = nanoTime.getAsLong();
        try {
            List<InetAddress> addresses = List.of(names.lookUp(name));
            return new Resolution(addresses, microsSince(started), null);
        } catch (UnknownHostException e) {
            return Resolution.failed(microsSince(started), NameFailure.describe(e));
        }
    }

    private long microsSince(long started) {
        return TimeUnit.NANOSECONDS.toMicros(nanoTime.getAsLong() - started);
    }

    private static Resolution read(String address) {
        try {
            return Resolution.literal(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            return Resolution.failed(null, NameFailure.describe(e));
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
