package dev.portreach.lab.pipeline;

import dev.portreach.contracts.result.Observation;
import dev.portreach.lab.pipeline.Fleet.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Everything that is well, probed over and over: each round has each check once. */
final class Rounds {

    static final int BATCH = 50;

    private final Fleet fleet;
    private final double loss;

    /** @param lossPercent of probes that miss for no reason */
    Rounds(Fleet fleet, double lossPercent) {
        this.fleet = fleet;
        this.loss = lossPercent / 100;
    }

    long observations() {
        return (long) fleet.sites().size() * fleet.checks();
    }

    /**
     * Sends rounds as fast as it can.
     *
     * @param first start of the first round, milliseconds since the epoch
     * @param millis between two
     */
    void send(Sender sender, int rounds, long first, long millis) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        int parts = Runtime.getRuntime().availableProcessors();
        for (int part = 0; part < parts; part++) {
            int mine = part;
            Thread thread = new Thread(() -> {
                SplittableRandom random = new SplittableRandom(mine);
                for (int round = 0; round < rounds; round++) {
                    for (int site = mine; site < fleet.sites().size(); site += parts) {
                        long at = first + round * millis;
                        send(sender, fleet.sites().get(site), at, round == 0 ? null : millis, random);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        sender.flush();
    }

    private void send(Sender sender, Site site, long at, Long sincePrevious, SplittableRandom random) {
        for (int from = 0; from < fleet.checks(); from += BATCH) {
            var unused = sender.results(site, batch(site, from, at, sincePrevious, random));
        }
    }

    List<Observation> batch(Site site, int from, long at, Long sincePrevious, SplittableRandom random) {
        List<Observation> observations = new ArrayList<>();
        for (int check = from; check < Math.min(from + BATCH, fleet.checks()); check++) {
            boolean well = random.nextDouble() >= loss;
            observations.add(Fleet.observation(site, check, at + check, sincePrevious, well, random));
        }
        return observations;
    }
}
