package dev.portreach.probe.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrolmentTest {

    @TempDir
    Path dir;

    private final AtomicInteger status = new AtomicInteger(201);
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicReference<String> lastRequest = new AtomicReference<>();
    private HttpServer catalog;
    private AgentIdentity identity;

    @BeforeEach
    void start() throws Exception {
        identity = AgentIdentity.load(dir, "lyon", Optional.empty());
        catalog = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        catalog.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            lastRequest.set(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            requests.incrementAndGet();
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        catalog.start();
    }

    @AfterEach
    void stop() {
        catalog.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "200, ENROLLED",
        "201, ENROLLED",
        "404, UNKNOWN_SITE",
        "409, CONFLICT",
        "401, REFUSED",
        "503, UNREACHABLE",
    })
    void shouldUnderstandTheCatalogsAnswer(int given, Enrolment.Answer expected) {
        status.set(given);
        assertThat(enrolment().attempt()).isEqualTo(expected);
    }

    @Test
    void shouldSendIdAndKeyWithTheCredential() {
        assertThat(enrolment().attempt()).isEqualTo(Enrolment.Answer.ENROLLED);
        assertThat(lastRequest.get())
                .startsWith("POST /api/v1/sites/lyon/agents Bearer abc {")
                .contains("\"id\":\"" + identity.id() + "\"")
                .contains("\"publicKey\":\"" + identity.publicKey() + "\"");
    }

    @Test
    void shouldTryAgainUntilTheSiteIsKnown() {
        // given a catalog that does not know the site yet
        status.set(404);
        Thread thread = new Thread(enrolment());
        thread.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> requests.get() > 0);
        // when it does
        status.set(201);
        // then the agent is enrolled without a restart
        await().atMost(Duration.ofSeconds(20)).until(() -> !thread.isAlive());
        assertThat(requests.get()).isGreaterThan(1);
    }

    private Enrolment enrolment() {
        URI base =
                URI.create("http://127.0.0.1:%d/".formatted(catalog.getAddress().getPort()));
        return new Enrolment(identity, base, Optional.of("Bearer abc"));
    }
}
