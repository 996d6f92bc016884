package dev.portreach.lab;

import static org.awaitility.Awaitility.await;

import dev.portreach.embedded.EmbeddedDatabase;
import dev.portreach.embedded.FreePorts;
import dev.portreach.lab.engine.ProcessUsage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** alert-service as it is shipped: its jar, with the options of its image but for the heap, as a process of its own. */
public final class AlertProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path output;
    private final int port;
    private Process process;

    /**
     * @param dir where it keeps its state
     * @param options for the JVM, the heap among them
     * @param more environment variables
     */
    public AlertProcess(
            String bootstrap, EmbeddedDatabase database, Path dir, List<String> options, Map<String, String> more)
            throws IOException {
        Files.createDirectories(dir);
        output = dir.resolve("alert.out");
        port = FreePorts.next();
        command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(options);
        Path home = Repository.root().resolve("standalone/target/portreach/services/alert-service");
        command.addAll(List.of("-jar", home.resolve("quarkus-run.jar").toString()));
        environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", bootstrap,
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", database.user(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password(),
                "PORTREACH_STREAMS_STATE_DIR", dir.resolve("streams").toString(),
                "PORTREACH_SECRETS_KEY_FILE", dir.resolve("secrets.key").toString(),
                "MALLOC_ARENA_MAX", "2"));
        environment.putAll(more);
    }

    /** Starts it and returns at once. */
    public void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    public void awaitAnswer() {
        await("alert-service answers").atMost(PATIENCE).ignoreExceptions().until(() -> {
            requireAlive();
            return metric("portreach_detection_observations_total") >= 0;
        });
    }

    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "alert-service ended with %d, see %s".formatted(process.exitValue(), output));
        }
    }

    public void awaitReady() {
        await("alert-service is ready").atMost(PATIENCE).ignoreExceptions().until(() -> {
            requireAlive();
            return get("/q/health/ready").statusCode() == 200;
        });
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Processor time that it has used since it was started. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Sum over all labels of what it counts under this name; 0 if it has not begun to. */
    public double metric(String name) throws IOException, InterruptedException {
        HttpResponse<String> response =
                send(request("/q/metrics").header("Accept", "text/plain").GET());
        return response.body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    public void put(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    "%s answered %d: %s".formatted(path, response.statusCode(), response.body()));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path)).timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public ProcessUsage usage() throws IOException {
        return ProcessUsage.of(process.pid());
    }

    /** As by {@code kill -9}; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        stop();
    }

    /** Asks it to end, and returns when it has. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
