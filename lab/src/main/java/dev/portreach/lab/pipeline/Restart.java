package dev.portreach.lab.pipeline;

import static org.awaitility.Awaitility.await;

import dev.portreach.lab.AlertProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/** kill -9 while results come, so that a transaction is open: until what came meanwhile is judged and committed. */
final class Restart {

    private static final int RATE = 5_000;
    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Size size;
    private final Fleet fleet;
    private final Bed bed;
    private final Path dir;

    Restart(Size size, Fleet fleet, Bed bed, Path dir) {
        this.size = size;
        this.fleet = fleet;
        this.bed = bed;
        this.dir = dir;
    }

    void run() throws Exception {
        try (Sender sender = new Sender(bed.bootstrap());
                AlertProcess alert = Standing.start(size, fleet, bed, dir, sender);
                LiveFeed feed = new LiveFeed(fleet, sender, RATE, size.lossPercent(), Set.of())) {
            feed.start();
            for (int kill = 1; kill <= KILLS; kill++) {
                TimeUnit.SECONDS.sleep(15);
                alert.kill();
                long start = System.nanoTime();
                Map<TopicPartition, Long> ends = bed.resultsEnd();
                ends.replaceAll((partition, end) -> end + 1); // of each partition one that came after the kill
                alert.start();
                await("judging goes on").atMost(PATIENCE).until(() -> {
                    alert.requireAlive();
                    return bed.isTaken(Standing.APPLICATION, ends);
                });
                System.out.printf(
                        "kill -9 number %d, %,d checks, %,d observations/s: what came after it is judged after %.1f s%n",
                        kill, fleet.sites().size() * fleet.checks(), RATE, (System.nanoTime() - start) / 1e9);
            }
        }
    }
}
