package dev.portreach.alert.webhook;

import dev.portreach.alert.template.SecretMarks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends webhook requests without holding a thread while it waits, to the very address that was checked; TLS verifies the
 * host's name all the same. Redirects are not followed: they count as failures.
 */
@ApplicationScoped
public class WebhookClient {

    /** What is sent to one address after the other, until one takes the connection. */
    private record Attempt(
            URI uri,
            Consumer<HttpClientRequest> headers,
            Buffer body,
            Instant started,
            CompletableFuture<Answer> answer) {}

    private static final int CONNECTIONS_TO_A_HOST = 16;
    private static final int IDLE_SECONDS = 30;

    /** A receiver's answer is of no interest beyond its head; one that goes on for longer loses its connection. */
    private static final long BODY_MILLIS = 1_000;

    private final Vertx vertx;
    private final Destinations destinations;
    private final InstantSource clock;
    private final Duration timeout;
    private final String userAgent;
    private final HttpClient client;

    WebhookClient(
            Vertx vertx,
            Destinations destinations,
            WebhookConfig config,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.vertx = vertx;
        this.destinations = destinations;
        this.clock = clock;
        this.timeout = config.timeout();
        this.userAgent = "portreach/" + version;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_TO_A_HOST)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setConnectTimeout((int) timeout.toMillis()));
    }

    /**
     * Completes always normally, at the latest soon after the time-out.
     *
     * @param payload in which marks stand for the channel's secrets
     */
    public CompletableFuture<Answer> send(Target target, String event, String key, String payload) {
        URI uri = target.address().uri();
        Buffer body = Buffer.buffer(SecretMarks.resolve(payload, target.secrets()));
        Instant started = clock.instant();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        long timer = vertx.setTimer(timeout.toMillis(), id -> answer.completeExceptionally(new TimeoutException()));
        var unused = destinations.of(uri.getHost()).whenComplete((addresses, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if (!answer.isDone()) {
                Attempt attempt = new Attempt(
                        uri, request -> headers(request, target, uri, event, key, body), body, started, answer);
                tryAll(addresses, 0, attempt);
            }
        });
        return answer.whenComplete((done, failure) -> vertx.cancelTimer(timer)).exceptionally(this::failed);
    }

    /** One address after the other, as long as none of them takes the connection. */
    private void tryAll(List<InetAddress> addresses, int next, Attempt attempt) {
        exchange(addresses.get(next), attempt)
                .onSuccess(response -> {
                    attempt.answer()
                            .complete(Answer.of(
                                    response.statusCode(),
                                    Optional.ofNullable(response.getHeader("Retry-After"))
                                            .flatMap(this::retryAfter)));
                    drain(response);
                })
                .onFailure(failure -> {
                    boolean another = failure instanceof ConnectException && next + 1 < addresses.size();
                    if (another && !attempt.answer().isDone()) {
                        tryAll(addresses, next + 1, attempt);
                    } else {
                        attempt.answer().completeExceptionally(failure);
                    }
                });
    }

    private Future<HttpClientResponse> exchange(InetAddress address, Attempt attempt) {
        URI uri = attempt.uri();
        boolean tls = uri.getScheme().equalsIgnoreCase("https");
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        long left = Math.max(
                1,
                timeout.minus(Duration.between(attempt.started(), clock.instant()))
                        .toMillis());
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setHost(bare(uri.getHost()))
                .setPort(port)
                .setSsl(tls)
                .setURI(path(uri))
                .setFollowRedirects(false)
                .setConnectTimeout(left)
                .setTimeout(left);
        return client.request(options).compose(request -> {
            attempt.headers().accept(request);
            var unused = attempt.answer().whenComplete((done, failure) -> {
                if (failure != null) {
                    request.reset();
                }
            });
            return request.send(attempt.body());
        });
    }

    private void headers(HttpClientRequest request, Target target, URI uri, String event, String key, Buffer body) {
        target.headers().forEach(request::putHeader);
        request.putHeader("Host", uri.getRawAuthority())
                .putHeader("Content-Type", "application/json")
                .putHeader("Idempotency-Key", key)
                .putHeader("X-Portreach-Event", event)
                .putHeader("User-Agent", userAgent);
        if (target.signingKey() != null) {
            Instant now = clock.instant();
            request.putHeader(Signature.TIMESTAMP_HEADER, Signature.timestamp(now))
                    .putHeader(Signature.SIGNATURE_HEADER, Signature.of(target.signingKey(), now, body.toString()));
        }
    }

    private void drain(HttpClientResponse response) {
        long timer = vertx.setTimer(BODY_MILLIS, id -> response.request().reset());
        response.exceptionHandler(failure -> vertx.cancelTimer(timer));
        response.endHandler(end -> vertx.cancelTimer(timer));
        response.handler(part -> {});
        response.resume();
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Without the brackets of an IPv6 address. */
    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private Optional<Duration> retryAfter(String header) {
        return RetryAfter.parse(header, clock.instant());
    }

    private Answer failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Destinations.NoDestinationException) {
            return Answer.unsent(cause.getMessage());
        }
        if (cause instanceof ConnectException) {
            return Answer.unsent("could not connect");
        }
        if (cause instanceof SSLException) {
            return Answer.unsent("TLS failed");
        }
        if (cause instanceof TimeoutException) {
            return Answer.unanswered("no answer within %d ms".formatted(timeout.toMillis()));
        }
        // Messages of exceptions may repeat the address, which is a secret.
        return Answer.unanswered("failed: " + cause.getClass().getSimpleName());
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
