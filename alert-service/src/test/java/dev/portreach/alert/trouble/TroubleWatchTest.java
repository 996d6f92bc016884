package dev.portreach.alert.trouble;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.portreach.alert.support.EventSender;
import dev.portreach.alert.support.Infrastructure;
import dev.portreach.alert.support.Receiver;
import dev.portreach.alert.support.Receivers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record that nobody can read, with a real broker, up to the message about it. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class TroubleWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    TroubleWatch watch;

    private final Receivers receivers = new Receivers();
    private EventSender sender;

    @BeforeEach
    void open() {
        sender = new EventSender();
    }

    @AfterEach
    void close() {
        sender.close();
        receivers.close();
    }

    @Test
    void shouldTellOfRecordsPutAsideAndShowWhatToDo() {
        // given: it knows what was put aside before
        String channel = "self-" + UUID.randomUUID().toString().substring(0, 8);
        Receiver receiver = receivers.channel(channel, Map.of("type", "json"));
        watch.look();

        // when
        sender.garbage("portreach.incidents", "inc-unreadable");

        // then
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            watch.look();
            return receiver.requests().stream()
                    .anyMatch(request -> request.body().contains("portreach-dead-letters"));
        });
        given().get("/api/v1/incidents/portreach-dead-letters")
                .then()
                .statusCode(200)
                .body("status", equalTo("open"))
                .body("severity", equalTo("warning"))
                .body("summary", containsString("/runbooks/dead-letters.txt"));
        given().get("/runbooks/dead-letters.txt").then().statusCode(200).contentType("text/plain");
    }
}
