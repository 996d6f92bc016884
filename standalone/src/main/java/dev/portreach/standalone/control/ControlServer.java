package dev.portreach.standalone.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portreach.standalone.LauncherException;
import dev.portreach.standalone.install.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Takes commands for the running demo. A new port and a new token every time; both stand in a file (0600). */
public final class ControlServer implements AutoCloseable {

    private static final int TOKEN_BYTES = 24;
    private static final int MOST_BYTES = 64_000;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final ExecutorService thread;
    private final Path file;
    private final byte[] authorization;
    private final Function<JsonNode, Object> commands;

    private ControlServer(HttpServer server, Path file, String authorization, Function<JsonNode, Object> commands) {
        this.server = server;
        this.file = file;
        this.authorization = authorization.getBytes(StandardCharsets.US_ASCII);
        this.commands = commands;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, "control");
            created.setDaemon(true);
            return created;
        });
    }

    /**
     * @param file tells clients where and with which token; removed at the end
     * @param commands takes a command, answers what is sent as JSON; a {@link LauncherException} is told as it is
     */
    public static ControlServer start(Path file, Function<JsonNode, Object> commands) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            byte[] random = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(random);
            String authorization = "Bearer " + HexFormat.of().formatHex(random);
            ControlServer control = new ControlServer(server, file, authorization, commands);
            server.createContext("/", control::handle);
            server.setExecutor(control.thread);
            server.start();
            OwnerOnly.write(file, server.getAddress().getPort() + "\n" + authorization + "\n");
            return control;
        } catch (IOException e) {
            throw new UncheckedIOException("the demo cannot be made controllable through " + file, e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            if (given == null || !MessageDigest.isEqual(given.getBytes(StandardCharsets.US_ASCII), authorization)) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            try {
                answer(
                        exchange,
                        200,
                        commands.apply(json.readTree(exchange.getRequestBody().readNBytes(MOST_BYTES))));
            } catch (LauncherException e) {
                answer(exchange, 422, Map.of("error", e.getMessage()));
            } catch (RuntimeException | IOException e) {
                answer(exchange, 500, Map.of("error", String.valueOf(e.getMessage())));
            }
        }
    }

    private void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        server.stop(0);
        thread.shutdownNow();
    }
}
