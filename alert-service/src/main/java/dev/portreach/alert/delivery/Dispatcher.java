package dev.portreach.alert.delivery;

import dev.portreach.alert.channel.ChannelUrl;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sends what is due. One thread claims rows and starts requests, none of which holds a thread; each channel has its own
 * slots, so that a hanging receiver holds up nobody else.
 */
@ApplicationScoped
public class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final long IDLE_MILLIS = 1_000;
    private static final long RECORD_AGAIN_MILLIS = 500;
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(3);

    private final DeliveryQueue queue;
    private final WebhookClient client;
    private final DeliveryConfig config;
    private final Backoff backoff;
    private final MeterRegistry meters;
    private final Semaphore signal = new Semaphore(0);
    private final Map<String, Semaphore> slots = new ConcurrentHashMap<>();
    private final Map<UUID, String> sending = new ConcurrentHashMap<>();
    private final ScheduledExecutorService records;
    private volatile boolean stopping;
    private volatile boolean failing;

    Dispatcher(DeliveryQueue queue, WebhookClient client, DeliveryConfig config, MeterRegistry meters) {
        this.queue = queue;
        this.client = client;
        this.config = config;
        this.meters = meters;
        this.backoff = new Backoff(config.firstBackoff(), config.longestBackoff(), config.longestRetryAfter());
        this.records = Executors.newScheduledThreadPool(2, task -> daemon(task, "delivery-record"));
    }

    /** Something may be due: look at once. */
    public void wake() {
        signal.release();
    }

    void start(@Observes StartupEvent event) {
        daemon(this::work, "delivery").start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        wake();
        records.shutdown();
    }

    boolean failing() {
        return failing;
    }

    private void work() {
        while (!stopping) {
            long pause = IDLE_MILLIS;
            try {
                round();
                pause = queue.untilNext()
                        .map(next -> Math.min(next.toMillis() + 1, IDLE_MILLIS))
                        .orElse(IDLE_MILLIS);
                failing = false;
            } catch (RuntimeException e) {
                if (!failing && !stopping) {
                    LOG.warnf("Deliveries wait for the database: %s", e.getMessage());
                }
                failing = true;
            }
            await(pause);
        }
    }

    private void round() {
        Duration lease = config.timeout().plus(LEASE_MARGIN);
        int left = queue.reclaim(lease, sending.keySet());
        if (left > 0) {
            LOG.infof("%d deliveries were being sent when a process ended; sent again under the same keys", left);
        }
        queue.channels().forEach(this::dispatch);
    }

    private void dispatch(String channel, ChannelUrl url) {
        Semaphore free = slots.computeIfAbsent(channel, id -> new Semaphore(config.concurrency()));
        int taken = free.drainPermits();
        int used = 0;
        try {
            if (taken > 0) {
                for (DueDelivery due : queue.claim(channel, taken)) {
                    used++;
                    send(channel, url, due, free);
                }
            }
        } finally {
            free.release(taken - used);
        }
    }

    private void send(String channel, ChannelUrl url, DueDelivery due, Semaphore slot) {
        sending.put(due.id(), channel);
        var unused = client.send(url, due.event(), due.idempotencyKey(), due.payload())
                .thenAcceptAsync(answer -> settle(channel, due, answer, slot), records)
                .exceptionally(failure -> {
                    // Only when the service ends: the row's lease runs out, and it is sent again.
                    LOG.debugf("An answer came too late to be recorded: %s", failure.getMessage());
                    return null;
                });
    }

    /** Records what came of an attempt; while the database is away, again and again, so that it is not sent twice. */
    private void settle(String channel, DueDelivery due, Answer answer, Semaphore slot) {
        try {
            if (answer.delivered()) {
                queue.delivered(due.id(), answer.status());
            } else {
                Duration pause = backoff.after(
                        due.attempts(),
                        answer.retryAfter(),
                        ThreadLocalRandom.current().nextDouble());
                queue.failed(due.id(), answer, pause);
                LOG.infof(
                        "Channel %s, %s, attempt %d: %s; again in %d ms",
                        channel, due.idempotencyKey(), due.attempts(), answer.error(), pause.toMillis());
            }
        } catch (RuntimeException e) {
            var unused = records.schedule(
                    () -> settle(channel, due, answer, slot), RECORD_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        meters.counter("portreach.delivery.attempts", "result", answer.delivered() ? "delivered" : "failed")
                .increment();
        sending.remove(due.id());
        slot.release();
        wake();
    }

    private void await(long millis) {
        try {
            if (signal.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                signal.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
