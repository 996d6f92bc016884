package dev.portreach.catalog.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** How the relay is doing, for health and metrics. */
@Singleton
class RelayState {

    private static final Logger LOG = Logger.getLogger(RelayState.class);

    private final RelayTables tables;
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicReference<String> trouble = new AtomicReference<>("not yet connected");

    RelayState(RelayTables tables, MeterRegistry metrics) {
        this.tables = tables;
        Gauge.builder("portreach.outbox.pending", pending, AtomicInteger::get)
                .description("Sites whose changed assignment is not published yet")
                .register(metrics);
        Gauge.builder("portreach.relay.up", trouble, text -> text.get().isEmpty() ? 1 : 0)
                .description("1 if the relay's last pass reached Kafka")
                .register(metrics);
    }

    /** Notes the end of a pass; logs when trouble begins, changes or ends, not every time it is met. */
    void passed(Optional<Exception> failure) {
        String now = failure.map(RelayState::describe).orElse("");
        String before = trouble.getAndSet(now);
        if (!now.equals(before)) {
            if (now.isEmpty()) {
                LOG.info("assignments are being published");
            } else {
                LOG.warnf("assignments wait, will try again: %s", now);
            }
        }
        try {
            pending.set(tables.pending().size());
        } catch (SQLException e) {
            LOG.debug("outbox not counted", e);
        }
    }

    int pending() {
        return pending.get();
    }

    /** What is wrong, in one line; empty if nothing. */
    String trouble() {
        return trouble.get();
    }

    private static String describe(Exception failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null
                ? ""
                : ": " + root.getMessage().lines().findFirst().orElse("");
        return root.getClass().getSimpleName() + message;
    }
}
