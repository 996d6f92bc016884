package dev.portreach.lab.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The catalog's REST as a client meets it. */
final class CatalogClient {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final String base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    CatalogClient(String base) {
        this.base = base + "/api/v1/";
    }

    void post(String path, String type, String body) {
        send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    void put(String path, String json) {
        send(request(path).header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    /**
     * Reads the path over and over from so many clients, each waiting for its answer before it asks again.
     *
     * @param thinking how long each pauses between an answer and its next request; the first ones are spread over it
     */
    Latencies read(String path, int clients, Duration thinking, Duration duration) throws InterruptedException {
        Latencies latencies = new Latencies();
        long begun = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            long pause = thinking.toNanos();
            long first = pause * i / clients;
            Thread client = new Thread(() -> {
                LockSupport.parkNanos(first);
                try (RawGet get = new RawGet(URI.create(base + path), "")) {
                    while (System.nanoTime() - begun < duration.toNanos()) {
                        long start = System.nanoTime();
                        int status = get.ask();
                        latencies.add(System.nanoTime() - start);
                        if (status != 200) {
                            throw new IllegalStateException("%s answered %d".formatted(path, status));
                        }
                        LockSupport.parkNanos(pause);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            client.start();
            threads.add(client);
        }
        for (Thread client : threads) {
            client.join();
        }
        return latencies.over(System.nanoTime() - begun);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
    }

    private void send(HttpRequest.Builder builder) {
        try {
            HttpResponse<String> response = http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "%s answered %d: %s".formatted(response.uri(), response.statusCode(), response.body()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
