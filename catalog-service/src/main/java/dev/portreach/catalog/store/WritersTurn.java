package dev.portreach.catalog.store;

import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.problem.ProblemKind;
import jakarta.inject.Singleton;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets the writers of this process queue without a connection to the database: those that wait for PostgreSQL's lock hold
 * one each, and would leave none to readers while an import runs. What queues for too long, or where the queue is long
 * already, is refused, as it holds one of the threads that answer requests.
 */
@Singleton
public class WritersTurn {

    private static final int MOST_WAITING = 10;
    private static final int MOST_SECONDS = 10;

    private final Semaphore turn = new Semaphore(1, true);
    private final TransactionSynchronizationRegistry transactions;

    public WritersTurn(TransactionSynchronizationRegistry transactions) {
        this.transactions = transactions;
    }

    /**
     * Waits for the turn, which ends with the caller's transaction; nothing to do for a transaction that has it.
     *
     * @throws ProblemException 503 if it does not come
     */
    void take() {
        if (transactions.getResource(this) != null) {
            return;
        }
        if (turn.getQueueLength() >= MOST_WAITING || !acquired()) {
            throw new ProblemException(
                    ProblemKind.UNAVAILABLE, "others are changing the catalog; try again", List.of());
        }
        boolean isKept = false;
        try {
            transactions.registerInterposedSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    // the turn ends after the commit, or the next would not see what it did
                }

                @Override
                public void afterCompletion(int status) {
                    turn.release();
                }
            });
            isKept = true;
        } finally {
            if (!isKept) {
                turn.release(); // no transaction, or one that has failed already
            }
        }
        transactions.putResource(this, true);
    }

    private boolean acquired() {
        try {
            return turn.tryAcquire(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
