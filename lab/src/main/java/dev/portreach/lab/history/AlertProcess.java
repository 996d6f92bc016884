package dev.portreach.lab.history;

import static org.awaitility.Awaitility.await;

import dev.portreach.embedded.EmbeddedDatabase;
import dev.portreach.embedded.EmbeddedKafka;
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
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The shipped alert-service as a process of its own. */
final class AlertProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private AlertProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it and returns when it is ready.
     *
     * @param detection whether it also detects, as it does when nothing is said
     */
    static AlertProcess start(Path dir, EmbeddedKafka kafka, EmbeddedDatabase database, boolean detection)
            throws IOException {
        int port = FreePorts.next();
        Path output = dir.resolve("alert-service.out");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        Repository.root()
                                .resolve("standalone/target/portreach/services/alert-service/quarkus-run.jar")
                                .toString()))
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        builder.environment().put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
        builder.environment().put("QUARKUS_DATASOURCE_USERNAME", database.user());
        builder.environment().put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("PORTREACH_STREAMS_ENABLED", Boolean.toString(detection));
        AlertProcess alert = new AlertProcess(builder.start(), port);
        await("alert-service is ready").atMost(PATIENCE).ignoreExceptions().until(() -> {
            if (!alert.process.isAlive()) {
                throw new IllegalStateException("alert-service ended:%n%s".formatted(Files.readString(output)));
            }
            return alert.get("/q/health/ready").statusCode() == 200;
        });
        return alert;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Processor time that it has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
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
