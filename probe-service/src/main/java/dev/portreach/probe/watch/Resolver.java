package dev.portreach.probe.watch;

import dev.portreach.probe.network.Cidr;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Turns names into addresses at each probe, aside from the loop, as a name server may hang. */
public final class Resolver implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int QUEUE = 1_000;

    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), task -> {
                Thread thread = new Thread(task, "resolver");
                thread.setDaemon(true);
                return thread;
            });

    public Resolver() {
        executor.allowCoreThreadTimeOut(true);
    }

    /** @param then must not throw; called once: with nothing if the name does not resolve within the deadline */
    @SuppressWarnings("FutureReturnValueIgnored") // the receiver has it all
    void resolve(String name, Duration deadline, Consumer<Optional<InetAddress>> then) {
        if (Cidr.isLiteral(name)) {
            then.accept(lookUp(name));
            return;
        }
        try {
            CompletableFuture.supplyAsync(() -> lookUp(name), executor)
                    .completeOnTimeout(Optional.empty(), deadline.toMillis(), TimeUnit.MILLISECONDS)
                    .thenAccept(then);
        } catch (RejectedExecutionException e) {
            then.accept(Optional.empty());
        }
    }

    private static Optional<InetAddress> lookUp(String name) {
        try {
            return Optional.of(InetAddress.getByName(name));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
