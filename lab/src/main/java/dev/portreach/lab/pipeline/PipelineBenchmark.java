package dev.portreach.lab.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The way from results to messages, with the broker and the database beside it on the same machine: observations a second
 * beside a consumer that only reads and parses them, time from the confirming result to the webhook, and time until
 * judging goes on after kill -9.
 */
public final class PipelineBenchmark {

    private PipelineBenchmark() {}

    public static void main(String... args) throws Exception {
        Size size = Size.of(args);
        Logger.getLogger("").setLevel(Level.WARNING); // the broker is talkative
        Fleet fleet = new Fleet(size.sites(), size.checks());
        for (String part : size.parts()) {
            Path dir = Files.createTempDirectory("portreach-bench");
            try (Bed bed = Bed.make(dir)) {
                switch (part) {
                    case "throughput" -> new Throughput(size, fleet, bed, dir).run();
                    case "latency" -> new Latency(size, fleet, bed, dir).run();
                    default -> new Restart(size, fleet, bed, dir).run();
                }
            }
        }
        System.exit(0); // the embedded broker leaves threads behind
    }
}
