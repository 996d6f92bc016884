package dev.portreach.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portreach.contracts.event.EventJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Takes webhooks and remembers what came when. */
public final class WebhookReceiver implements AutoCloseable {

    /**
     * One request.
     *
     * @param key its idempotency key
     */
    public record Received(Instant at, String event, String key, JsonNode body) {

        public String incident() {
            return body.at("/incident/id").asText();
        }

        public String title() {
            return body.at("/incident/title").asText();
        }

        public String causeKind() {
            return body.at("/incident/cause/kind").asText();
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private WebhookReceiver(HttpServer server) {
        this.server = server;
    }

    public static WebhookReceiver start(String host) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, 0), 16);
        WebhookReceiver receiver = new WebhookReceiver(server);
        server.createContext("/", receiver::take);
        server.start();
        return receiver;
    }

    private void take(HttpExchange exchange) throws IOException {
        Instant at = Instant.now();
        try (exchange) {
            JsonNode body =
                    EventJson.mapper().readTree(exchange.getRequestBody().readAllBytes());
            received.add(new Received(
                    at,
                    body.path("event").asText(),
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                    body));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    public String url() {
        return "http://%s:%d/"
                .formatted(
                        server.getAddress().getHostString(), server.getAddress().getPort());
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    public List<Received> received(Predicate<Received> which) {
        return received.stream().filter(which).toList();
    }

    public void forget() {
        received.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
