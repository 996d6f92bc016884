package dev.portreach.standalone.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.portreach.standalone.LauncherException;
import dev.portreach.standalone.rest.RestClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentWatchTest {

    private static final String OLD = "{\"id\":\"inc-1\",\"title\":\"old trouble\"}";
    private static final String NEW = "{\"id\":\"inc-2\",\"title\":\"tcp/33321 times out from Lyon\"}";

    private HttpServer alert;
    private volatile String open = "";

    @BeforeEach
    void start() throws Exception {
        alert = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        alert.createContext("/api/v1/incidents", exchange -> {
            byte[] body = "{\"items\":[%s]}".formatted(open).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        alert.start();
    }

    @AfterEach
    void stop() {
        alert.stop(0);
    }

    private IncidentWatch watch() {
        return IncidentWatch.start(
                new RestClient(), "http://127.0.0.1:" + alert.getAddress().getPort());
    }

    @Test
    void shouldTellTheNewIncidentAndNotTheOld() {
        open = OLD;
        IncidentWatch watch = watch();

        open = OLD + "," + NEW;

        assertThat(watch.awaitOpened(Duration.ofSeconds(5)))
                .contains("tcp/33321 times out from Lyon")
                .doesNotContain("old trouble");
    }

    @Test
    void shouldGiveUpInPlainWords() {
        open = OLD;
        IncidentWatch watch = watch();

        assertThatThrownBy(() -> watch.awaitOpened(Duration.ofMillis(300)))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("no new incident");
        assertThatThrownBy(() -> watch.awaitAllResolved(Duration.ofMillis(300)))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("still incidents open");
    }

    @Test
    void shouldTellWhatWasResolved() {
        open = OLD;
        IncidentWatch watch = watch();

        open = "";

        assertThat(watch.awaitAllResolved(Duration.ofSeconds(5))).contains("old trouble");
    }
}
