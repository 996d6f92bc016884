package dev.portreach.lab.pipeline;

import dev.portreach.lab.pipeline.Fleet.Site;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** What the agents of a fleet that is well send all the time, at an even rate; heartbeats too. */
final class LiveFeed implements AutoCloseable {

    private static final long HEARTBEAT_MILLIS = 10_000;

    private final Fleet fleet;
    private final Rounds rounds;
    private final Sender sender;
    private final int rate;
    private final Set<String> left;
    private final Thread thread = new Thread(this::run, "live-feed");
    private volatile boolean closed;

    /**
     * @param rate observations a second
     * @param left sites that are left to somebody else
     */
    LiveFeed(Fleet fleet, Sender sender, int rate, double lossPercent, Set<String> left) {
        this.fleet = fleet;
        this.rounds = new Rounds(fleet, lossPercent);
        this.sender = sender;
        this.rate = rate;
        this.left = left;
    }

    void start() {
        thread.start();
    }

    private void run() {
        SplittableRandom random = new SplittableRandom(7);
        long start = System.nanoTime();
        long heartbeat = Long.MIN_VALUE;
        int site = 0;
        int from = 0;
        for (long sent = 0; !closed; ) {
            long due = start + sent * 1_000_000_000L / rate;
            if (System.nanoTime() < due) {
                sleepMillis(1);
                continue;
            }
            long now = System.currentTimeMillis();
            if (now >= heartbeat + HEARTBEAT_MILLIS) {
                sender.heartbeats(fleet, HEARTBEAT_MILLIS);
                heartbeat = now;
            }
            Site next = fleet.sites().get(site);
            if (!left.contains(next.id())) {
                var unused = sender.results(next, rounds.batch(next, from, now, null, random));
                sent += Rounds.BATCH;
            }
            site = (site + 1) % fleet.sites().size();
            from = site == 0 ? (from + Rounds.BATCH) % fleet.checks() : from;
        }
    }

    private static void sleepMillis(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
