package dev.portreach.lab.history;

import dev.portreach.lab.AlertProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Exports all that there is, and looks meanwhile at how much memory alert-service takes, with the heap of its image. */
final class ExportBenchmark {

    private static final String ALL = "/api/v1/history/intervals?from=2000-01-01T00:00:00Z";
    private static final int GONE_CLIENTS = 12;
    private static final int TAKEN_BEFORE_GOING = 1 << 20;

    private ExportBenchmark() {}

    static void measure(AlertProcess alert) throws Exception {
        TimeUnit.SECONDS.sleep(10);
        long idle = alert.usage().residentMebibytes();
        for (int i = 0; i < GONE_CLIENTS; i++) { // more than are served at a time
            leave(alert);
            TimeUnit.SECONDS.sleep(1);
        }
        export(alert, idle, "application/x-ndjson");
        export(alert, idle, "text/csv");
    }

    private static HttpResponse<InputStream> get(HttpClient http, AlertProcess alert, String type) throws Exception {
        HttpResponse<InputStream> response = http.send(
                HttpRequest.newBuilder(URI.create(alert.address() + ALL))
                        .header("Accept", type)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("an export answered " + response.statusCode());
        }
        return response;
    }

    /** Goes away in the middle. */
    private static void leave(AlertProcess alert) throws Exception {
        try (InputStream body =
                get(HttpClient.newHttpClient(), alert, "application/x-ndjson").body()) {
            body.readNBytes(TAKEN_BEFORE_GOING);
        }
    }

    private static void export(AlertProcess alert, long idle, String type) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong most = new AtomicLong();
        Thread watch = new Thread(() -> watch(alert, done, most));
        watch.start();
        long start = System.nanoTime();
        long lines = 0;
        long bytes = 0;
        byte[] piece = new byte[1 << 16];
        try (InputStream body = get(HttpClient.newHttpClient(), alert, type).body()) {
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                bytes += read;
                for (int i = 0; i < read; i++) {
                    lines += piece[i] == '\n' ? 1 : 0;
                }
            }
        } finally {
            done.set(true);
            watch.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "  export as %s: %,d lines, %,d MiB in %.0f s (%,.0f lines/s); resident: idle %d MiB, at most %d MiB%n",
                type,
                lines,
                bytes >> 20,
                seconds,
                lines / seconds,
                idle,
                most.get());
    }

    private static void watch(AlertProcess alert, AtomicBoolean done, AtomicLong most) {
        try {
            while (!done.get()) {
                most.accumulateAndGet(alert.usage().residentMebibytes(), Math::max);
                TimeUnit.MILLISECONDS.sleep(200);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the service's memory cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
