package dev.portreach.lab.engine;

import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.embedded.FreePorts;
import dev.portreach.lab.Repository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One agent: the shipped jar and environment variables, with its assignment on disk as after a restart. Without a
 * broker, all that it sees stays in its spool.
 */
final class AgentProcess implements AutoCloseable {

    /** As the module's README tells to start it; the heap is the caller's choice. */
    private static final List<String> OPTIONS = List.of(
            "-XX:MinHeapFreeRatio=5",
            "-XX:MaxHeapFreeRatio=10",
            "-Xss256k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=4",
            "-XX:ReservedCodeCacheSize=24m");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private AgentProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it and returns when it answers.
     *
     * @param heap options for the Java heap
     * @param settings further environment variables
     */
    static AgentProcess start(Path dir, Assignment assignment, List<String> heap, Map<String, String> settings)
            throws IOException {
        Files.createDirectories(dir);
        Files.write(dir.resolve("assignment.json"), new EventCodec<>(EventType.ASSIGNMENT).write(assignment));
        int port = FreePorts.next();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(heap);
        command.addAll(List.of("-jar", Repository.agentJar().toString()));
        Path output = dir.resolveSibling(dir.getFileName() + ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("PORTREACH_SITE", assignment.site());
        builder.environment().put("PORTREACH_STATE_DIR", dir.toString());
        builder.environment().put("PORTREACH_ALLOWED_NETWORKS", "127.0.0.0/8");
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        builder.environment().put("MALLOC_TRIM_THRESHOLD_", "131072");
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"); // nobody's, unless the caller knows better
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().putAll(settings);
        AgentProcess agent = new AgentProcess(builder.start(), port);
        await("the agent answers").atMost(PATIENCE).ignoreExceptions().until(() -> {
            if (!agent.process.isAlive()) {
                throw new IllegalStateException("the agent ended:%n%s".formatted(Files.readString(output)));
            }
            return agent.metrics() != null;
        });
        return agent;
    }

    /** What it counts, now. */
    AgentMetrics metrics() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/metrics".formatted(port)))
                .header("Accept", "text/plain")
                .timeout(Duration.ofSeconds(10))
                .build();
        return AgentMetrics.parse(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    ProcessUsage usage() throws IOException {
        return ProcessUsage.of(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
