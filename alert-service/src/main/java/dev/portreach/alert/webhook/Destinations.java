package dev.portreach.alert.webhook;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Resolves a host and keeps the addresses that a webhook may go to. What is checked here is what is connected to: nothing
 * resolves the name again.
 */
@ApplicationScoped
public class Destinations {

    /** No address may be used; the message says why, without naming one. */
    static class NoDestinationException extends RuntimeException {

        NoDestinationException(String message) {
            super(message);
        }
    }

    /** Resolving blocks; a name server that hangs must not hold up other channels. */
    private static final int MOST_THREADS = 32;

    private static final int MOST_ADDRESSES = 4;

    private final AddressPolicy policy;
    private final ThreadPoolExecutor threads;

    Destinations(AddressPolicy policy) {
        this.policy = policy;
        this.threads = new ThreadPoolExecutor(
                0, MOST_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Destinations::thread);
    }

    /** Addresses in the order to try them, at least one; fails with {@link NoDestinationException}. */
    CompletableFuture<List<InetAddress>> of(String host) {
        try {
            return CompletableFuture.supplyAsync(() -> allowed(host), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new NoDestinationException("too many names are being resolved"));
        }
    }

    private List<InetAddress> allowed(String host) {
        InetAddress[] all;
        try {
            all = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new NoDestinationException("the host's name does not resolve");
        }
        List<InetAddress> allowed = Arrays.stream(all)
                .filter(address -> policy.refusal(address).isEmpty())
                .limit(MOST_ADDRESSES)
                .toList();
        if (allowed.isEmpty()) {
            Optional<String> why = policy.refusal(all[0]);
            throw new NoDestinationException(why.orElse("no address is allowed"));
        }
        return allowed;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "webhook-names");
        thread.setDaemon(true);
        return thread;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
