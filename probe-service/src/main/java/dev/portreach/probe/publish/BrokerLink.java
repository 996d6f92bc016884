package dev.portreach.probe.publish;

import dev.portreach.contracts.event.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a producer at hand whose topics are known to exist, so that sending never blocks, and replaces it when it is
 * broken. Works on a thread of its own, as the broker may be away for days.
 */
public final class BrokerLink implements AutoCloseable {

    /** Makes producers. */
    @FunctionalInterface
    interface Connector {

        /** Makes one that can send without blocking, or fails because there is no broker that would take what it sends. */
        Producer<byte[], byte[]> connect() throws InterruptedException, ExecutionException, TimeoutException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);
    private static final long PAUSE_MILLIS = 500;

    private final Connector connector;
    private final Thread thread;
    private volatile Producer<byte[], byte[]> producer;
    private volatile boolean closed;

    /** @param kafka the client's settings: bootstrap servers, security */
    public BrokerLink(Map<String, Object> kafka, Topics topics, String site) {
        this(new KafkaConnector(kafka, topics, site));
    }

    BrokerLink(Connector connector) {
        this.connector = connector;
        this.thread = new Thread(this::run, "broker-link");
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** A producer that can send without blocking; empty while there is none. */
    public Optional<Producer<byte[], byte[]>> producer() {
        return Optional.ofNullable(producer);
    }

    /** That one does not work any more: make another. */
    public void replace(Producer<byte[], byte[]> broken) {
        synchronized (this) {
            if (producer != broken) {
                return;
            }
            producer = null;
            notifyAll();
        }
        broken.close(Duration.ZERO);
    }

    private void run() {
        boolean complained = false;
        try {
            while (!closed) {
                awaitDemand();
                try {
                    connect();
                    LOG.info("connected to Kafka");
                    complained = false;
                } catch (KafkaException | ExecutionException | TimeoutException e) {
                    if (!complained) {
                        LOG.warn("no connection to Kafka yet, results wait on disk: {}", reason(e));
                        complained = true;
                    }
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitDemand() throws InterruptedException {
        while (producer != null && !closed) {
            wait();
        }
    }

    private void connect() throws InterruptedException, ExecutionException, TimeoutException {
        if (closed) {
            return;
        }
        Producer<byte[], byte[]> made = connector.connect();
        synchronized (this) {
            producer = made;
        }
    }

    private static String reason(Exception failure) {
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Lets what has been handed over go out for a moment, then closes. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Producer<byte[], byte[]> last = producer;
        if (last != null) {
            last.close(Duration.ofMillis(500));
        }
    }
}
