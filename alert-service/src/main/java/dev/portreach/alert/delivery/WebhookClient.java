package dev.portreach.alert.delivery;

import dev.portreach.alert.channel.ChannelUrl;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends webhook requests without holding a thread while it waits. Redirects are not followed: they count as failures. */
@ApplicationScoped
public class WebhookClient {

    private static final int THREADS = 2;

    private final InstantSource clock;
    private final Duration timeout;
    private final String userAgent;
    private final ExecutorService executor;
    private final HttpClient client;

    WebhookClient(
            DeliveryConfig config,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.clock = clock;
        this.timeout = config.timeout();
        this.userAgent = "portreach/" + version;
        this.executor = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "webhook");
            thread.setDaemon(true);
            return thread;
        });
        this.client = HttpClient.newBuilder()
                .executor(executor)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Completes always normally, at the latest soon after the time-out. */
    CompletableFuture<Answer> send(ChannelUrl url, String event, String key, String payload) {
        HttpRequest request;
        try {
            request = request(url, event, key, payload);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(Answer.none("the request cannot be built for this address"));
        }
        AtomicReference<Answer> head = new AtomicReference<>();
        CompletableFuture<HttpResponse<Void>> exchange = client.sendAsync(request, response -> {
            head.set(Answer.of(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").flatMap(this::retryAfter)));
            return HttpResponse.BodySubscribers.discarding();
        });
        // The request's own time-out ends with the head; a body that never ends is cut off here.
        return exchange.copy()
                .orTimeout(timeout.toMillis() + 200, TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    if (failure != null) {
                        exchange.cancel(true);
                    }
                    Answer answer = head.get();
                    return answer != null ? answer : Answer.none(describe(failure));
                });
    }

    private HttpRequest request(ChannelUrl url, String event, String key, String payload) {
        return HttpRequest.newBuilder(url.uri())
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .header("X-Portreach-Event", event)
                .header("User-Agent", userAgent)
                .POST(HttpRequest.BodyPublishers.ofString(payload))
                .build();
    }

    private Optional<Duration> retryAfter(String header) {
        return RetryAfter.parse(header, clock.instant());
    }

    private String describe(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return "no answer within %d ms".formatted(timeout.toMillis());
        }
        if (cause instanceof ConnectException) {
            return "could not connect";
        }
        if (cause instanceof SSLException) {
            return "TLS failed";
        }
        // Messages of exceptions may repeat the address, which is a secret.
        return "failed: " + (cause == null ? "unknown" : cause.getClass().getSimpleName());
    }

    @PreDestroy
    void close() {
        executor.shutdown();
    }
}
