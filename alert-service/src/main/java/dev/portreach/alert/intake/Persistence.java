package dev.portreach.alert.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps trying to store what one consumer holds while the database is away. What is not stored is not acknowledged, so
 * nothing is lost; how long it has been trying can be asked.
 */
public final class Persistence {

    /** Since when, and why, a consumer cannot store. */
    public record Trouble(Instant since, String error) {}

    private static final Logger LOG = Logger.getLogger(Persistence.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final String name;
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Trouble trouble;

    /** @param name of the consumer, for logs and health */
    public Persistence(String name, InstantSource clock) {
        this.name = name;
        this.clock = clock;
    }

    public String name() {
        return name;
    }

    public Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Lets go of whoever is waiting: the service ends, and the batch will come again. */
    public void stop() {
        stopped.countDown();
    }

    /**
     * Runs a transaction until it succeeds.
     *
     * @throws UnstorableException if it fails through the records' own fault
     * @throws StoppedException if the service ends before that
     */
    public void untilStored(Runnable transaction) {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                transaction.run();
                recovered();
                return;
            } catch (RuntimeException e) {
                if (FaultKind.of(e) == FaultKind.RECORD) {
                    recovered();
                    throw new UnstorableException(e);
                }
                failed(e);
            }
            await(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private void failed(RuntimeException e) {
        if (trouble == null) {
            LOG.warnf("%s cannot store, and tries on: %s", name, e);
            trouble = new Trouble(clock.instant(), String.valueOf(e.getMessage()));
        }
    }

    private void recovered() {
        if (trouble != null) {
            LOG.infof("%s stores again", name);
            trouble = null;
        }
    }

    private void await(long millis) {
        try {
            if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
                throw new StoppedException(name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException(name);
        }
    }

    /** The service ended while a batch was held. */
    public static class StoppedException extends RuntimeException {

        StoppedException(String name) {
            super(name + " ended while holding a batch; it comes again at the next start");
        }
    }
}
