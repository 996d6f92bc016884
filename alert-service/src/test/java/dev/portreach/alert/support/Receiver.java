package dev.portreach.alert.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A webhook receiver on a free port, which answers as told: first the queued answers, then always 200. */
public final class Receiver implements AutoCloseable {

    /** A request as it came. */
    public record Request(
            Instant at, String key, String event, String userAgent, String body, Map<String, List<String>> headers) {

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    /**
     * How to answer.
     *
     * @param status -1: not at all
     * @param retryAfter seconds, or null
     */
    public record Reply(int status, String retryAfter) {}

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public Receiver(Reply... first) {
        replies.addAll(List.of(first));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:%d/hooks/secret-token?x=1"
                .formatted(server.getAddress().getPort());
    }

    public List<Request> requests() {
        return requests;
    }

    public List<String> events() {
        return requests.stream().map(Request::event).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                Instant.now(),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                exchange.getRequestHeaders().getFirst("X-Portreach-Event"),
                exchange.getRequestHeaders().getFirst("User-Agent"),
                body,
                Map.copyOf(exchange.getRequestHeaders())));
        Reply reply = replies.poll();
        if (reply != null && reply.status() < 0) {
            awaitClose();
            return;
        }
        if (reply != null && reply.retryAfter() != null) {
            exchange.getResponseHeaders().add("Retry-After", reply.retryAfter());
        }
        if (reply != null && reply.status() / 100 == 3) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
        }
        exchange.sendResponseHeaders(reply == null ? 200 : reply.status(), -1);
        exchange.close();
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
