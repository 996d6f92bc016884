package dev.portreach.alert.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.alert.support.EventSender;
import dev.portreach.alert.support.Events;
import dev.portreach.alert.support.Infrastructure;
import dev.portreach.alert.support.Receiver;
import dev.portreach.alert.support.Receiver.Reply;
import dev.portreach.alert.support.Receivers;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an incident on Kafka to requests at real receivers. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class WebhookDeliveryTest {

    private static final String TOPIC = "portreach.incidents";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    DataSource dataSource;

    private final Receivers receivers = new Receivers();
    private final String id = "inc-" + UUID.randomUUID().toString().substring(0, 12);
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
    void shouldTellOpeningAndResolutionOnceEach() {
        // given
        Receiver json = channel("json");
        Receiver slack = channel("slack");

        // when
        send(1, IncidentStatus.OPEN, IncidentChange.OPENED);
        send(1, IncidentStatus.OPEN, IncidentChange.OPENED);
        send(2, IncidentStatus.OPEN, IncidentChange.UPDATED);
        send(3, IncidentStatus.OPEN, IncidentChange.CAUSE_CHANGED);
        send(4, IncidentStatus.RESOLVED, IncidentChange.RESOLVED);
        send(4, IncidentStatus.RESOLVED, IncidentChange.RESOLVED);

        // then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(json.events()).containsExactly("opened", "cause-changed", "resolved");
            assertThat(slack.events()).containsExactly("opened", "resolved");
        });
        assertThat(json.requests())
                .extracting(Receiver.Request::key)
                .containsExactly(id + ":opened:1", id + ":cause-changed:3", id + ":resolved:1");
        assertThat(json.requests().get(0).userAgent()).startsWith("portreach/");
        JsonNode body = parse(json.requests().get(0).body());
        assertThat(body.at("/event").asText()).isEqualTo("opened");
        assertThat(body.at("/idempotencyKey").asText()).isEqualTo(id + ":opened:1");
        assertThat(body.at("/incident/cause/kind").asText()).isEqualTo("site-port");
        JsonNode chat = parse(slack.requests().get(0).body());
        assertThat(chat.at("/attachments/0/blocks/0/text/text").asText()).contains("tcp/33321");
        assertThat(chat.at("/attachments/0/blocks/1/text/text").asText())
                .contains("Others &lt;are&gt; well &amp; fine");
        given().get("/api/v1/incidents/" + id)
                .then()
                .statusCode(200)
                .body("id", org.hamcrest.Matchers.equalTo(id))
                .body("status", org.hamcrest.Matchers.equalTo("resolved"))
                .body("deliveries.size()", org.hamcrest.Matchers.equalTo(5))
                .body("deliveries.state", org.hamcrest.Matchers.everyItem(org.hamcrest.Matchers.is("delivered")));
    }

    @Test
    void shouldRetryUntilDeliveredUnderOneKeyAndInOrder() {
        // given
        Receiver moody = channel("json", new Reply(500, null), new Reply(302, null), new Reply(404, null));

        // when
        send(1, IncidentStatus.OPEN, IncidentChange.OPENED);
        send(2, IncidentStatus.RESOLVED, IncidentChange.RESOLVED);

        // then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(moody.events())
                .containsExactly("opened", "opened", "opened", "opened", "resolved"));
        assertThat(moody.requests().subList(0, 4))
                .extracting(Receiver.Request::key)
                .containsOnly(id + ":opened:1");
        assertThat(moody.requests().subList(0, 4))
                .extracting(Receiver.Request::body)
                .as("every attempt sends the same bytes")
                .containsOnly(moody.requests().get(0).body());
    }

    @Test
    void shouldHonourRetryAfter() {
        // given
        Receiver busy = channel("json", new Reply(429, "3"));

        // when
        send(1, IncidentStatus.OPEN, IncidentChange.OPENED);

        // then
        await().atMost(PATIENCE).until(() -> busy.requests().size() == 2);
        assertThat(Duration.between(
                        busy.requests().get(0).at(), busy.requests().get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(2_900));
    }

    @Test
    void shouldNotHoldUpOthersWhileOneReceiverHangs() {
        // given
        Receiver hanging = channel("json", hangs(), hangs(), hangs(), hangs(), hangs(), hangs(), hangs(), hangs());
        Receiver quick = channel("json");

        // when
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String incident = id + i;
            ids.add(incident + ":opened:1");
            sender.send(
                    TOPIC,
                    incident,
                    EventType.INCIDENT,
                    Events.incident(incident, 1, IncidentStatus.OPEN, IncidentChange.OPENED));
        }

        // then: eight hanging requests, four at a time, would take four seconds
        await().atMost(Duration.ofMillis(3_800)).until(() -> quick.requests().size() == 12);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(hanging.requests())
                .extracting(Receiver.Request::key)
                .containsAll(ids));
    }

    @Test
    void shouldTellBothIfFirstSeenResolvedAndNothingIfAbsorbed() {
        // given
        Receiver json = channel("json");
        String absorbed = id + "-absorbed";

        // when
        sender.send(
                TOPIC,
                absorbed,
                EventType.INCIDENT,
                Events.incident(absorbed, 5, IncidentStatus.RESOLVED, IncidentChange.ABSORBED));
        send(7, IncidentStatus.RESOLVED, IncidentChange.RESOLVED);

        // then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(json.events()).containsExactly("opened", "resolved"));
        assertThat(json.requests()).allMatch(request -> request.key().startsWith(id + ":"));
    }

    @Test
    void shouldTellAgainUnderANewKeyWhenReopened() {
        // given
        Receiver json = channel("json");

        // when
        send(1, IncidentStatus.OPEN, IncidentChange.OPENED);
        send(2, IncidentStatus.RESOLVED, IncidentChange.RESOLVED);
        send(3, IncidentStatus.OPEN, IncidentChange.OPENED);

        // then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(json.requests())
                .extracting(Receiver.Request::key)
                .containsExactly(id + ":opened:1", id + ":resolved:1", id + ":opened:2"));
    }

    @Test
    void shouldNotTellWhatIsReplayed() {
        // given
        Receiver json = channel("json");
        Incident old = Events.incident(
                id + "-old", 1, IncidentStatus.OPEN, IncidentChange.OPENED, Instant.parse("2019-12-31T00:00:00Z"));

        // when
        sender.send(TOPIC, old.id(), EventType.INCIDENT, old);
        send(1, IncidentStatus.OPEN, IncidentChange.OPENED);

        // then
        await().atMost(PATIENCE).until(() -> !json.requests().isEmpty());
        given().get("/api/v1/incidents/" + old.id())
                .then()
                .statusCode(200)
                .body("deliveries.size()", org.hamcrest.Matchers.equalTo(0));
        assertThat(json.requests()).allMatch(request -> request.key().equals(id + ":opened:1"));
    }

    @Test
    void shouldSendOnceMoreWhatACrashInterrupted() throws SQLException {
        // given: rows as a process leaves them that is killed while it waits for answers, one long ago, one just now
        Receiver json = channel("json");
        interrupted(id + ":opened:1", 1, Duration.ofMinutes(1));
        interrupted(id + ":resolved:1", 2, Duration.ZERO);

        // then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(json.requests())
                .extracting(Receiver.Request::key)
                .containsExactly(id + ":opened:1", id + ":resolved:1"));
    }

    private void interrupted(String key, int ordinal, Duration ago) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        """
                        insert into delivery (id, incident_id, incident_version, event, channel_id, idempotency_key,
                          ordinal, payload, state, attempts, created_at, next_attempt_at, attempt_started_at)
                        values (?, ?, 1, 'opened', ?, ?, ?, '{}', 'sending', 1, now(), now(),
                          now() - ? * interval '1 second')""")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, id);
            insert.setString(3, receivers.channels().get(0));
            insert.setString(4, key);
            insert.setInt(5, ordinal);
            insert.setLong(6, ago.toSeconds());
            insert.executeUpdate();
        }
    }

    @Test
    void shouldTryAChannelAtOnce() {
        // given
        channel("slack");
        channel("json", new Reply(500, null));

        // when / then
        given().post("/api/v1/channels/" + receivers.channels().get(0) + "/test")
                .then()
                .statusCode(200)
                .body("delivered", org.hamcrest.Matchers.is(true))
                .body("status", org.hamcrest.Matchers.is(200));
        given().post("/api/v1/channels/" + receivers.channels().get(1) + "/test")
                .then()
                .statusCode(200)
                .body("delivered", org.hamcrest.Matchers.is(false))
                .body("status", org.hamcrest.Matchers.is(500));
    }

    private static Reply hangs() {
        return new Reply(-1, null);
    }

    private Receiver channel(String type, Reply... replies) {
        return receivers.channel(Map.of("type", type), replies);
    }

    private void send(long version, IncidentStatus status, IncidentChange change) {
        sender.send(TOPIC, id, EventType.INCIDENT, Events.incident(id, version, status, change));
    }

    private static JsonNode parse(String json) {
        try {
            return EventJson.mapper().readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
