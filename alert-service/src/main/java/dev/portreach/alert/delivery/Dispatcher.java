package dev.portreach.alert.delivery;

import dev.portreach.alert.channel.ChannelType.Audience;
import dev.portreach.alert.channel.ChannelVault;
import dev.portreach.alert.secret.SecretBox.LockedException;
import dev.portreach.alert.webhook.Answer;
import dev.portreach.alert.webhook.Target;
import dev.portreach.alert.webhook.WebhookClient;
import dev.portreach.alert.webhook.WebhookConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
    private final DigestWriter digests;
    private final ChannelVault vault;
    private final Duration lease;
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

    Dispatcher(
            DeliveryQueue queue,
            DigestWriter digests,
            ChannelVault vault,
            WebhookClient client,
            WebhookConfig webhooks,
            DeliveryConfig config,
            MeterRegistry meters) {
        this.queue = queue;
        this.digests = digests;
        this.vault = vault;
        this.lease = webhooks.timeout().plus(LEASE_MARGIN);
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
                    LOG.warnf(e, "Deliveries wait, and are tried again: %s", e.getMessage());
                }
                failing = true;
            }
            await(pause);
        }
    }

    private void round() {
        int left = queue.reclaim(lease, sending.keySet());
        if (left > 0) {
            LOG.infof("%d deliveries were being sent when a process ended; sent again under the same keys", left);
        }
        RuntimeException trouble = null;
        for (Lane lane : queue.lanes()) {
            try {
                dispatch(lane);
            } catch (RuntimeException e) {
                trouble = e; // what is wrong with one channel must not hold up the others
            }
        }
        if (trouble != null) {
            throw trouble;
        }
    }

    private void dispatch(Lane lane) {
        Semaphore free = slots.computeIfAbsent(lane.channel(), id -> new Semaphore(config.concurrency()));
        int taken = free.drainPermits();
        // While it fails, the one attempt under way is waited for.
        int busy = config.concurrency() - taken;
        int width = Math.min(taken, lane.width(config.concurrency()) - (lane.failures() == 0 ? 0 : busy));
        int used = 0;
        try {
            if (width > 0) {
                used = claim(lane, width, free);
            }
        } finally {
            free.release(taken - used);
        }
    }

    private int claim(Lane lane, int width, Semaphore free) {
        Target target;
        try {
            target = vault.open(lane.channel(), lane.sealed());
        } catch (LockedException e) {
            locked(lane, e);
            return 0;
        }
        if (lane.type().audience() == Audience.PEOPLE) {
            digests.write(lane.channel());
        }
        int used = 0;
        for (DueDelivery due : queue.claim(lane.channel(), width)) {
            used++;
            send(lane, target, due, free);
        }
        return used;
    }

    /** Nothing can be sent; what is to be told waits until the key is back, or the channel is defined again. */
    private void locked(Lane lane, LockedException e) {
        LOG.warnf("Channel %s waits: its secrets cannot be opened: %s", lane.channel(), e.getMessage());
        queue.channelFailed(
                lane.channel(),
                Answer.unsent("its secrets cannot be opened"),
                pause(lane.failures() + 1, Optional.empty()));
    }

    private void send(Lane lane, Target target, DueDelivery due, Semaphore slot) {
        sending.put(due.id(), lane.channel());
        var unused = client.send(target, due.event(), due.idempotencyKey(), due.payload())
                .thenAcceptAsync(answer -> settle(lane, due, answer, slot), records)
                .exceptionally(failure -> {
                    // Only when the service ends: the row's lease runs out, and it is sent again.
                    LOG.debugf("An answer came too late to be recorded: %s", failure.getMessage());
                    return null;
                });
    }

    /** Records what came of an attempt; while the database is away, again and again, so that it is not sent twice. */
    private void settle(Lane lane, DueDelivery due, Answer answer, Semaphore slot) {
        try {
            if (answer.delivered()) {
                queue.delivered(lane.channel(), due.id(), answer.status());
            } else {
                Duration pause = pause(Math.max(due.attempts(), lane.failures() + 1), answer.retryAfter());
                queue.failed(lane.channel(), due.id(), answer, pause);
                LOG.infof(
                        "Channel %s, %s, attempt %d: %s; again in %d ms",
                        lane.channel(), due.idempotencyKey(), due.attempts(), answer.error(), pause.toMillis());
            }
        } catch (RuntimeException e) {
            var unused =
                    records.schedule(() -> settle(lane, due, answer, slot), RECORD_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        meters.counter("portreach.delivery.attempts", "result", answer.delivered() ? "delivered" : "failed")
                .increment();
        sending.remove(due.id());
        slot.release();
        wake();
    }

    private Duration pause(int attempts, Optional<Duration> asked) {
        return backoff.after(attempts, asked, ThreadLocalRandom.current().nextDouble());
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
