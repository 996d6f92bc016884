package dev.portreach.alert.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.portreach.alert.support.EventSender;
import dev.portreach.alert.support.Events;
import dev.portreach.alert.support.Infrastructure;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import dev.portreach.contracts.state.Transition;
import dev.portreach.contracts.state.Verdict;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream as a browser reads it. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class LiveTest {

    private static final int PATIENCE_MILLIS = 30_000;

    @TestHTTPResource("/api/v1/stream")
    URL url;

    private final String id = "inc-" + UUID.randomUUID().toString().substring(0, 12);
    private EventSender sender;

    @BeforeEach
    void open() {
        sender = new EventSender();
    }

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void shouldSendWhatHappensAndGoOnAfterABreak() throws Exception {
        String seen;
        try (Client client = new Client("", null)) {
            // when
            client.awaitConnected();
            incident(1);
            // then
            Map<String, String> event = client.next();
            assertThat(event.get("event")).isEqualTo("incident");
            assertThat(event.get("data")).startsWith("{").contains("\"" + id + "\"");
            seen = event.get("id");
        }
        // while nobody listens
        incident(2);
        transition("lyon:lyon:receiver-1:delivery-receiver.control");
        try (Client client = new Client("", seen)) {
            assertThat(List.of(client.next(), client.next()))
                    .extracting(event -> event.get("event"))
                    .containsExactlyInAnyOrder("incident", "transition");
        }
    }

    @Test
    void shouldSendWhatIsAskedFor() throws Exception {
        try (Client client = new Client("?kind=transition&site=paris", null)) {
            client.awaitConnected();
            incident(1);
            transition("lyon:lyon:receiver-1:delivery-receiver.control");
            transition("core-1:paris:paris-receiver:delivery-receiver.back");

            assertThat(client.next().get("data")).contains("core-1:paris");
        }
    }

    @Test
    void shouldRefuseWhatIsNoPosition() {
        for (String position : List.of("nonsense", "1.2.3-4")) {
            given().header("Last-Event-ID", position)
                    .get("/api/v1/stream")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("errors[0].field", equalTo("Last-Event-ID"));
        }
        given().get("/api/v1/stream?kind=everything").then().statusCode(400);
    }

    private void incident(long version) {
        sender.send(
                "portreach.incidents",
                id,
                EventType.INCIDENT,
                Events.incident(id, version, IncidentStatus.OPEN, IncidentChange.OPENED));
    }

    private void transition(String check) {
        Instant now = Instant.now();
        sender.send(
                "portreach.transitions",
                check,
                EventType.TRANSITION,
                new Transition(check, Verdict.OK, Verdict.FAILING, now, now, "timeout", List.of(), 1, 2));
    }

    /** Reads events as the HTML standard says. */
    private final class Client implements AutoCloseable {

        private final HttpURLConnection connection;
        private final BufferedReader lines;

        Client(String query, String last) throws IOException {
            connection = (HttpURLConnection) URI.create(url + query).toURL().openConnection();
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setRequestProperty("Accept", "text/event-stream");
            if (last != null) {
                connection.setRequestProperty("Last-Event-ID", last);
            }
            lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        }

        void awaitConnected() throws IOException {
            while (!lines.readLine().startsWith(":")) {
                // other lines of the same block
            }
        }

        Map<String, String> next() throws IOException {
            Map<String, String> event = new HashMap<>();
            while (true) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IOException("the stream ended");
                }
                if (line.isEmpty()) {
                    if (event.containsKey("data")) {
                        return event;
                    }
                    event.clear();
                } else if (!line.startsWith(":")) {
                    String[] field = line.split(": ?", 2);
                    event.merge(field[0], field[1], (first, second) -> first + "\n" + second);
                }
            }
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }
}
