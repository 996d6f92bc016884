package dev.portreach.catalog.edition;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * One read answers all who asked before it began: nobody is told what is older than their question, and a crowd costs as
 * much as two.
 *
 * @param <T> what is read
 */
final class SharedRead<T> {

    private final Supplier<T> read;
    private final Executor executor;
    private CompletableFuture<T> waiting;
    private boolean isReading;

    /**
     * @param read what takes time; one runs at a time
     * @param executor where it runs
     */
    SharedRead(Supplier<T> read, Executor executor) {
        this.read = read;
        this.executor = executor;
    }

    /** What a read finds that begins from now on. Completes on the executor, as the read did: also by failing. */
    synchronized CompletionStage<T> next() {
        if (waiting == null) {
            waiting = new CompletableFuture<>();
        }
        CompletableFuture<T> mine = waiting;
        if (!isReading) {
            isReading = true;
            start();
        }
        return mine;
    }

    private void start() {
        try {
            executor.execute(this::readAll);
        } catch (RuntimeException refused) {
            CompletableFuture<T> asked = waiting;
            waiting = null;
            isReading = false;
            asked.completeExceptionally(refused);
        }
    }

    private void readAll() {
        for (CompletableFuture<T> asked = take(); asked != null; asked = take()) {
            try {
                asked.complete(read.get());
            } catch (RuntimeException e) {
                asked.completeExceptionally(e);
            }
        }
    }

    private synchronized CompletableFuture<T> take() {
        CompletableFuture<T> asked = waiting;
        waiting = null;
        isReading = asked != null;
        return asked;
    }
}
