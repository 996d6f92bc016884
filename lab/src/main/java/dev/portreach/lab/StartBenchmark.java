package dev.portreach.lab;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How long {@code up} and {@code demo} take to be ready on warm data, how much memory the demo holds, and how long it takes
 * after kill -9 of everything until a new result is judged.
 */
public final class StartBenchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private StartBenchmark() {}

    public static void main(String... args) throws Exception {
        Path dir = Files.createTempDirectory("portreach-bench");
        for (String command : List.of("up", "demo")) {
            Installation.Settings settings = Installation.Settings.of(dir.resolve(command), PortBlock.free(), command);
            for (String state : List.of("first", "second", "third")) {
                long start = System.nanoTime();
                try (Installation installation = Installation.start(settings)) {
                    System.out.printf("%s, %s start: ready after %.1f s%n", command, state, seconds(start));
                    if (command.equals("demo") && state.equals("third")) {
                        reportMemory(installation);
                        reportRecovery(installation);
                    }
                }
            }
        }
    }

    private static void reportMemory(Installation demo) throws InterruptedException {
        awaitNewResult(demo, Instant.now());
        List<ProcessHandle> processes = demo.processes()
                .filter(process -> ResidentMemory.mebibytes(process.pid()) > 0)
                .sorted(Comparator.comparingLong((ProcessHandle process) -> -ResidentMemory.mebibytes(process.pid())))
                .toList();
        processes.stream()
                .limit(8)
                .forEach(process -> System.out.printf(
                        "  %5d MiB  %s%n",
                        ResidentMemory.mebibytes(process.pid()),
                        process.info()
                                .commandLine()
                                .map(StartBenchmark::shortened)
                                .orElse("?")));
        System.out.printf("demo, %d processes, resident in all: %d MiB%n", processes.size(), demo.residentMebibytes());
    }

    private static String shortened(String commandLine) {
        return commandLine.length() <= 60 ? commandLine : "…" + commandLine.substring(commandLine.length() - 59);
    }

    private static void reportRecovery(Installation demo) throws Exception {
        demo.killEverything();
        long start = System.nanoTime();
        Instant killed = Instant.now();
        demo.startAgain();
        System.out.printf("after kill -9 of everything: ready after %.1f s%n", seconds(start));
        awaitNewResult(demo, killed);
        System.out.printf("after kill -9 of everything: first new result judged after %.1f s%n", seconds(start));
    }

    /** A check whose history has grown beyond the instant has been probed, sent, judged and stored since. */
    private static void awaitNewResult(Installation demo, Instant since) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            JsonNode checks = demo.get(demo.alert() + "/api/v1/checks?limit=1").path("items");
            String url = demo.alert() + "/api/v1/checks/"
                    + checks.get(0).path("check").asText() + "/history?from=" + since + "&to=" + Instant.now();
            return demo.get(url).toString().contains("\"ok\"");
        });
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
