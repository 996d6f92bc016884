package dev.portreach.standalone.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portreach.standalone.LauncherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Takes JSON notifications on loopback and hands each on; a repeat of one already taken is answered and not shown. */
public final class WebhookReceiver implements AutoCloseable {

    private static final String PATH = "/webhook";

    /** One event is a few kilobytes. */
    private static final int MOST_BYTES = 1_000_000;

    private final ObjectMapper json = new ObjectMapper();
    private final SeenKeys seen = new SeenKeys();
    private final HttpServer server;
    private final ExecutorService thread;
    private final Consumer<Notification> reader;

    private WebhookReceiver(HttpServer server, Consumer<Notification> reader) {
        this.server = server;
        this.reader = reader;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, "webhooks");
            created.setDaemon(true);
            return created;
        });
    }

    /**
     * @param port on loopback; 0 for a free one
     * @throws LauncherException if the port is taken
     */
    public static WebhookReceiver start(int port, Consumer<Notification> reader) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
            WebhookReceiver receiver = new WebhookReceiver(server, reader);
            server.createContext(PATH, receiver::handle);
            server.setExecutor(receiver.thread);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new LauncherException(
                    "port %d for the demo's webhooks cannot be taken (%s): choose others with --base-port"
                            .formatted(port, e.getMessage()),
                    e);
        }
    }

    public String url() {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), PATH);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
            JsonNode event;
            try {
                event = json.readTree(body);
            } catch (IOException e) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            if (seen.isNew(key)) {
                reader.accept(Notification.of(event));
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}
