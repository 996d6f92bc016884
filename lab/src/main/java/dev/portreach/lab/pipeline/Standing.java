package dev.portreach.lab.pipeline;

import static org.awaitility.Awaitility.await;

import dev.portreach.lab.AlertProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A service that knows every check of a fleet as well. */
final class Standing {

    static final String APPLICATION = "portreach-alert";

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private Standing() {}

    static AlertProcess start(Size size, Fleet fleet, Bed bed, Path dir, Sender sender) throws Exception {
        sender.assign(fleet, Instant.now());
        sender.heartbeats(fleet, 60_000);
        new Rounds(fleet, 0).send(sender, 1, System.currentTimeMillis() - 1_000, 1_000);
        Map<TopicPartition, Long> ends = bed.resultsEnd();
        Map<String, String> settings =
                size.history() ? Map.of() : Map.of("MP_MESSAGING_INCOMING_RESULTS_ENABLED", "false");
        AlertProcess alert =
                new AlertProcess(bed.bootstrap(), bed.database(), dir.resolve("alert"), size.jvm(), settings);
        alert.start();
        alert.awaitAnswer();
        long begin = System.nanoTime();
        await("all that was sent is judged").atMost(PATIENCE).until(() -> {
            alert.requireAlive();
            return bed.isTaken(APPLICATION, ends);
        });
        System.out.printf(
                "%,d checks that the service did not know: all judged after %.1f s%n",
                fleet.sites().size() * fleet.checks(), (System.nanoTime() - begin) / 1e9);
        return alert;
    }
}
