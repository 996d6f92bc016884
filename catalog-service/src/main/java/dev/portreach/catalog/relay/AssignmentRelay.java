package dev.portreach.catalog.relay;

import dev.portreach.catalog.boot.RelayConfig;
import dev.portreach.catalog.store.CatalogChanged;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The thread that brings changes to Kafka: woken by each commit, and now and then by itself for what another instance or
 * a crash left. While Kafka or the database is away it tries again, less and less often.
 */
@Singleton
class AssignmentRelay {

    private static final int AFTER_PACKS = 200;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);

    private final RelayPass pass;
    private final RelayState state;
    private final RelayTables tables;
    private final AssignmentPublisher publisher;
    private final InstantSource clock;
    private final Duration pollInterval;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread = new Thread(this::work, "assignment-relay");
    private volatile boolean isStopping;
    private boolean hasReconciled;
    private Instant windowsSeen;

    AssignmentRelay(
            RelayPass pass,
            RelayState state,
            RelayTables tables,
            AssignmentPublisher publisher,
            RelayConfig config,
            InstantSource clock) {
        this.pass = pass;
        this.state = state;
        this.tables = tables;
        this.publisher = publisher;
        this.clock = clock;
        this.pollInterval = config.pollInterval();
    }

    void atStart(@Observes @Priority(AFTER_PACKS) StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void atChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) CatalogChanged event) {
        wake.release();
    }

    void atStop(@Observes ShutdownEvent event) throws InterruptedException {
        isStopping = true;
        wake.release();
        thread.join(STOP_PATIENCE.toMillis());
        thread.interrupt();
    }

    private void work() {
        Duration pause = Duration.ZERO;
        try {
            while (!isStopping) {
                boolean isFine = tryPass();
                pause = isFine ? Duration.ZERO : longer(pause);
                Duration wait = isFine ? pollInterval : pause;
                if (wake.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // told to stop
        } finally {
            publisher.close();
        }
    }

    private boolean tryPass() throws InterruptedException {
        Optional<Exception> failure;
        try {
            reconcileOnce();
            endWindows();
            failure = pass.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) { // whatever it is, the thread must live on and try again
            failure = Optional.of(e);
        }
        if (failure.isPresent()) {
            publisher.distrustTopics();
        }
        state.passed(failure);
        return failure.isEmpty();
    }

    /**
     * Kafka may have lost what it had acknowledged, as when its data was wiped and PostgreSQL's was kept. Every site's
     * assignment is published again under its revision, which readers that have it ignore.
     */
    private void reconcileOnce() throws SQLException {
        if (!hasReconciled) {
            windowsSeen = clock.instant();
            tables.forceAll(windowsSeen);
            hasReconciled = true;
        }
    }

    /** A responder's window ends by itself: nobody edits anything, and yet assignments change. */
    private void endWindows() throws SQLException {
        Instant now = clock.instant();
        tables.renderAfterWindows(windowsSeen, now);
        windowsSeen = now;
    }

    private Duration longer(Duration pause) {
        Duration doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        return doubled.compareTo(pollInterval) > 0 ? pollInterval : doubled;
    }
}
