package dev.portreach.lab;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.contracts.event.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running {@code ./portreach up} or {@code demo} and its REST, from outside: the launcher is started as a user starts
 * it, every process of it can be killed, and started again on the same data.
 */
public final class Installation implements AutoCloseable {

    /** How to start it. */
    public record Settings(Path data, int basePort, String host, List<String> prefix, List<String> arguments) {

        public static Settings of(Path data, int basePort, String... arguments) {
            return new Settings(data, basePort, "127.0.0.1", List.of(), List.of(arguments));
        }

        /** Runs inside of something, such as {@code ip netns exec core}, where it is reached at {@code host}. */
        public Settings within(List<String> newPrefix, String newHost) {
            return new Settings(data, basePort, newHost, List.copyOf(newPrefix), arguments);
        }
    }

    private static final Duration READY_PATIENCE = Duration.ofMinutes(4);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Settings settings;
    private final Path output;
    private Process launcher;

    private Installation(Settings settings) {
        this.settings = settings;
        this.output = settings.data().resolveSibling(settings.data().getFileName() + ".out");
    }

    /** Starts it, and returns when it says that it is ready. */
    public static Installation start(Settings settings) throws IOException {
        Installation installation = new Installation(settings);
        installation.startAgain();
        return installation;
    }

    /** Starts it on the same data; what ran before must be gone. */
    public void startAgain() throws IOException {
        Files.deleteIfExists(output);
        List<String> command = new ArrayList<>(settings.prefix());
        command.add(Repository.launcher().toString());
        command.addAll(settings.arguments());
        command.addAll(
                List.of("--data", settings.data().toString(), "--base-port", Integer.toString(settings.basePort())));
        launcher = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        launcher.getOutputStream().close();
        await("the launcher is ready").atMost(READY_PATIENCE).until(() -> {
            if (!launcher.isAlive()) {
                throw new IllegalStateException(
                        "the launcher ended with %d:%n%s".formatted(launcher.exitValue(), said()));
            }
            return said().contains("ready in ");
        });
    }

    /** All that the launcher has printed since its last start. */
    public String said() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs another command of the launcher against this installation and returns what it prints. */
    public String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Repository.launcher().toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", settings.data().toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IllegalStateException(
                    "portreach %s ended with %d:%n%s".formatted(List.of(arguments), exit, text));
        }
        return text;
    }

    public String catalog() {
        return "http://%s:%d".formatted(settings.host(), settings.basePort() + 1);
    }

    public String alert() {
        return "http://%s:%d".formatted(settings.host(), settings.basePort() + 2);
    }

    public String kafka() {
        return "%s:%d".formatted(settings.host(), settings.basePort() + 92);
    }

    public JsonNode get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    public JsonNode put(String url, String json) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Open incidents as REST shows them. */
    public List<JsonNode> openIncidents() {
        List<JsonNode> open = new ArrayList<>();
        get(alert() + "/api/v1/incidents?status=open").path("items").forEach(open::add);
        return open;
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("%s answered %d: %s"
                        .formatted(
                                response.uri(),
                                response.statusCode(),
                                new String(response.body(), StandardCharsets.UTF_8)));
            }
            return EventJson.mapper().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Kills, as by {@code kill -9}, one process of the installation by a word of its command line. */
    public void kill(String word) {
        List<ProcessHandle> victims = processes()
                .filter(process -> process.info().commandLine().orElse("").contains(word))
                .toList();
        if (victims.isEmpty()) {
            throw new IllegalStateException("no process with \"%s\" in its command line".formatted(word));
        }
        victims.forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills the broker, which is in the launcher, and the database together. What else ran is to end by itself. */
    public void killBrokerAndDatabase() {
        List<ProcessHandle> all = processes().toList();
        all.stream()
                .filter(process -> process.pid() == launcher.pid()
                        || process.info().command().orElse("").endsWith("postgres"))
                .forEach(ProcessHandle::destroyForcibly);
        await("every process is gone").atMost(Duration.ofSeconds(60)).until(() -> all.stream()
                .noneMatch(ProcessHandle::isAlive));
    }

    /** Kills everything at once, as a power loss would (but for the disk's own cache). */
    public void killEverything() {
        List<ProcessHandle> victims = processes().toList();
        victims.forEach(ProcessHandle::destroyForcibly);
        await("every process is gone").atMost(Duration.ofSeconds(30)).until(() -> victims.stream()
                .noneMatch(ProcessHandle::isAlive));
    }

    /** The launcher and all that it has started; PostgreSQL is not its child, but names the data directory. */
    public Stream<ProcessHandle> processes() {
        String data = settings.data().toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid()
                        && process.info().commandLine().orElse("").contains(data))
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct();
    }

    /** Resident memory of all processes in MiB, as the kernel counts it (RSS, shared pages counted in each). */
    public long residentMebibytes() {
        return processes()
                .mapToLong(process -> ResidentMemory.mebibytes(process.pid()))
                .sum();
    }

    /** Asks the launcher to stop, as Ctrl-C does. */
    @Override
    public void close() {
        List<ProcessHandle> all = processes().toList();
        launcher.destroy();
        try {
            if (launcher.waitFor(40, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        throw new IllegalStateException("the launcher did not stop within 40 s:%n%s".formatted(said()));
    }
}
