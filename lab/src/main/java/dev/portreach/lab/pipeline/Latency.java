package dev.portreach.lab.pipeline;

import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.result.Observation;
import dev.portreach.lab.AlertProcess;
import dev.portreach.lab.WebhookReceiver;
import dev.portreach.lab.pipeline.Fleet.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Single checks fail, one after the other, while everything else goes on at its rate: from the moment at which the broker
 * has the result that confirms one, to its webhook.
 */
final class Latency {

    private static final int RATE = 5_000;
    private static final int FAULTS_A_SECOND = 2;
    /** As an agent does that looks again: at once, then until four misses span a second and a half. */
    private static final int LOOKS = 6;

    private static final int LOOK_MILLIS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Size size;
    private final Fleet fleet;
    private final Bed bed;
    private final Path dir;
    private final Map<String, Long> confirmedAt = new TreeMap<>();
    private final SplittableRandom random = new SplittableRandom(11);

    Latency(Size size, Fleet fleet, Bed bed, Path dir) {
        this.size = size;
        this.fleet = fleet;
        this.bed = bed;
        this.dir = dir;
    }

    void run() throws Exception {
        int faults = Math.min(size.seconds() * FAULTS_A_SECOND, fleet.sites().size() / 2);
        Set<String> faulty = new HashSet<>();
        fleet.sites().subList(0, faults).forEach(site -> faulty.add(site.id()));
        try (WebhookReceiver chat = WebhookReceiver.start("127.0.0.1");
                Sender sender = new Sender(bed.bootstrap());
                AlertProcess alert = Standing.start(size, fleet, bed, dir, sender)) {
            alert.put("/api/v1/channels/chat", "{\"type\":\"json\",\"url\":\"%s\"}".formatted(chat.url()));
            try (LiveFeed feed = new LiveFeed(fleet, sender, RATE, size.lossPercent(), faulty)) {
                feed.start();
                TimeUnit.SECONDS.sleep(30); // code is compiled, and all that began is settled
                chat.forget();
                List<Thread> running = new ArrayList<>();
                for (int fault = 0; fault < faults; fault++) {
                    Site site = fleet.sites().get(fault);
                    int check = random.nextInt(fleet.checks());
                    Thread thread = new Thread(() -> fail(sender, site, check));
                    thread.start();
                    running.add(thread);
                    TimeUnit.MILLISECONDS.sleep(random.nextLong(2_000 / FAULTS_A_SECOND));
                }
                for (Thread thread : running) {
                    thread.join();
                }
                await("a webhook for every fault")
                        .atMost(PATIENCE)
                        .until(() -> latencies(chat).size() == faults);
            }
            report(latencies(chat), chat.received().size());
        }
    }

    private void fail(Sender sender, Site site, int check) {
        try {
            for (int look = 0; look < LOOKS; look++) {
                long at = System.currentTimeMillis();
                SplittableRandom none = new SplittableRandom(0);
                List<Observation> one = List.of(Fleet.observation(site, check, at, null, false, none));
                long taken = sender.results(site, one).join().timestamp();
                if (look == LOOKS - 1) {
                    synchronized (confirmedAt) {
                        confirmedAt.put(site.checks().get(check), taken);
                    }
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Milliseconds from the confirming result to the first message that names the check. */
    private List<Long> latencies(WebhookReceiver chat) {
        List<Long> all = new ArrayList<>();
        synchronized (confirmedAt) {
            confirmedAt.forEach((check, at) -> chat
                    .received(message -> message.event().equals("opened")
                            && message.body().toString().contains("\"" + check + "\""))
                    .stream()
                    .findFirst()
                    .ifPresent(message -> all.add(message.at().toEpochMilli() - at)));
        }
        return all;
    }

    private static void report(List<Long> latencies, int messages) {
        List<Long> sorted = latencies.stream().sorted().toList();
        System.out.printf(
                "%d faults beside %,d observations/s: from the confirming result to its webhook median %d ms, p99 %d ms, longest"
                        + " %d ms; %d messages%n",
                sorted.size(),
                RATE,
                sorted.get((sorted.size() - 1) / 2),
                sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1),
                sorted.get(sorted.size() - 1),
                messages);
    }
}
