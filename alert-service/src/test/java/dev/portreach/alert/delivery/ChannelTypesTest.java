package dev.portreach.alert.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.portreach.alert.support.EventSender;
import dev.portreach.alert.support.Events;
import dev.portreach.alert.support.Infrastructure;
import dev.portreach.alert.support.Receiver;
import dev.portreach.alert.support.Receiver.Reply;
import dev.portreach.alert.support.Receivers;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels of each type, their secrets, and what happens to those that do not take messages; with real receivers. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class ChannelTypesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SIGNING_KEY = "a-key-for-signing-1";
    private static final String ROUTING_KEY = "R0UT1NG-KEY-4711";

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
    void shouldSendEachTypeItsOpeningItsResolutionAndATest() {
        // given
        Map<String, Receiver> byType = new TreeMap<>();
        for (String type : List.of("slack", "teams", "alertmanager", "json", "mattermost", "discord")) {
            byType.put(type, receivers.channel(Map.of("type", type)));
        }
        byType.put(
                "pagerduty",
                receivers.channel(Map.of("type", "pagerduty", "secrets", Map.of("routing_key", ROUTING_KEY))));
        byType.put("template", receivers.channel(Map.of("type", "template", "template", "{\"say\": \"{headline}\"}")));

        // when
        send(id, 1, IncidentStatus.OPEN, IncidentChange.OPENED);
        send(id, 2, IncidentStatus.RESOLVED, IncidentChange.RESOLVED);

        // then
        byType.forEach((type, receiver) -> await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.events()).as(type).containsExactly("opened", "resolved")));
        assertThat(byType.get("template").requests().get(1).body())
                .isEqualTo("{\"say\": \"Resolved: tcp/33321 does not answer from Lyon: timeout\"}");
        assertThat(byType.get("pagerduty").requests())
                .extracting(Receiver.Request::body)
                .satisfiesExactly(
                        opened -> assertThat(opened).contains("\"trigger\"", ROUTING_KEY, "\"" + id + "\""),
                        over -> assertThat(over).contains("\"resolve\"", ROUTING_KEY, "\"" + id + "\""));
        for (String channel : receivers.channels()) {
            given().post("/api/v1/channels/" + channel + "/test").then().body("delivered", equalTo(true));
        }
        byType.values().forEach(receiver -> assertThat(receiver.events()).endsWith("test"));
    }

    @Test
    void shouldSignAndNeverShowWhatIsSecret() throws Exception {
        // given
        Receiver receiver = receivers.channel(Map.of(
                "type",
                "pagerduty",
                "signingKey",
                SIGNING_KEY,
                "headers",
                Map.of("Authorization", "Bearer H3AD3R"),
                "secrets",
                Map.of("routing_key", ROUTING_KEY)));
        String channel = receivers.channels().get(0);

        // when
        send(id, 1, IncidentStatus.OPEN, IncidentChange.OPENED);
        await().atMost(PATIENCE).until(() -> !receiver.requests().isEmpty());

        // then
        Receiver.Request request = receiver.requests().get(0);
        String timestamp = request.header("X-portreach-timestamp");
        assertThat(request.header("X-portreach-signature"))
                .isEqualTo("v1=" + hmac(SIGNING_KEY, timestamp + "." + request.body()));
        assertThat(Instant.ofEpochSecond(Long.parseLong(timestamp)))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
        assertThat(request.header("Authorization")).isEqualTo("Bearer H3AD3R");
        assertThat(request.body()).contains(ROUTING_KEY);
        given().get("/api/v1/channels/" + channel)
                .then()
                .body("url", equalTo(receiver.url().replaceAll("/hooks.*", "/…")))
                .body("signed", equalTo(true))
                .body("headers", contains("Authorization"))
                .body("secrets", contains("routing_key"))
                .body("health.state", equalTo("ok"));
        for (String path : List.of("channels", "channels/" + channel, "deliveries?channel=" + channel)) {
            assertThat(given().get("/api/v1/" + path).asString()).doesNotContain(secrets());
        }
        assertThat(given().get("/q/metrics").asString()).doesNotContain(secrets());
        assertThat(stored("select row_to_json(c)::text from channel c")).doesNotContain(secrets());
        assertThat(stored("select row_to_json(d)::text from delivery d")).doesNotContain(secrets());
    }

    private static String[] secrets() {
        return new String[] {ROUTING_KEY, SIGNING_KEY, "H3AD3R", "secret-token"};
    }

    @Test
    void shouldNameWhatIsWrongAndNotRepeatIt() {
        refused(Map.of("type", "json", "url", "http://169.254.169.254/latest/S3CR3T"))
                .body("errors[0].field", equalTo("url"))
                .body("errors[0].reason", containsString("never allowed"));
        refused(Map.of("type", "json", "url", "http://[fd00:ec2::254]/S3CR3T"))
                .body("errors[0].reason", containsString("metadata"));
        refused(Map.of("type", "json", "url", "https://10.1.2.3/S3CR3T"))
                .body("errors[0].reason", containsString("portreach.webhook.allowed-networks"));
        refused(Map.of("type", "pagerduty", "url", "https://events.example/S3CR3T"))
                .body("errors[0].field", equalTo("secrets"));
        refused(Map.of("type", "json", "url", "https://e.example/S3CR3T", "signingKey", "S3CR3T"))
                .body("errors[0].field", equalTo("signingKey"));
        refused(Map.of("type", "json", "url", "https://e.example/S3CR3T", "headers", Map.of("Host", "S3CR3T")))
                .body("errors[0].field", equalTo("headers"));
        refused(Map.of("type", "json", "url", "https://e.example/S3CR3T", "headers", Map.of("A", "S3CR3T\r\nB: c")))
                .body("errors[0].field", equalTo("headers"));
        refused(Map.of("type", "template", "url", "https://e.example/S3CR3T", "template", "{\n\"a\": {nothing}\n}"))
                .body("errors[0].field", equalTo("template"))
                .body("errors[0].reason", containsString("line 2"));
    }

    private ValidatableResponse refused(Map<String, Object> input) {
        return given().contentType(ContentType.JSON)
                .body(input)
                .put("/api/v1/channels/refused")
                .then()
                .statusCode(400)
                .body(not(containsString("S3CR3T")));
    }

    @Test
    void shouldTellOldNewsInOneMessageToPeople() {
        // given: openings of long ago, which a receiver that is busy for a while does not take
        Receiver chat = receivers.channel(Map.of("type", "slack"), new Reply(429, "3"));
        Receiver machine = receivers.channel(Map.of("type", "json"));

        // when
        send(id + "-a", 1, IncidentStatus.OPEN, IncidentChange.OPENED);
        await().atMost(PATIENCE).until(() -> given().get(
                        "/api/v1/channels/" + receivers.channels().get(0))
                .path("health.state")
                .equals("failing"));
        send(id + "-b", 1, IncidentStatus.OPEN, IncidentChange.OPENED);
        send(id + "-c", 1, IncidentStatus.OPEN, IncidentChange.OPENED);
        send(id + "-c", 2, IncidentStatus.RESOLVED, IncidentChange.RESOLVED);

        // then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(chat.events()).containsExactly("opened", "digest"));
        assertThat(chat.requests().get(1).body())
                .contains("3 incidents that could not be told in time", id + "-a", id + "-b", id + "-c", "over after");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(machine.events())
                .containsExactlyInAnyOrder("opened", "opened", "opened", "resolved"));
        given().get("/api/v1/deliveries?channel=" + receivers.channels().get(0) + "&incident=" + id + "-c")
                .then()
                .body("items.state", contains("digested", "digested"));

        // when: what ends later is told as ever
        send(id + "-a", 2, IncidentStatus.RESOLVED, IncidentChange.RESOLVED);

        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chat.events()).containsExactly("opened", "digest", "resolved"));
    }

    @Test
    void shouldTellThroughAnotherChannelThatOneIsDeadAndThatItIsBack() {
        // given
        Receiver broken = receivers.channel(
                Map.of("type", "slack"),
                Collections.nCopies(500, new Reply(500, null)).toArray(Reply[]::new));
        Receiver other = receivers.channel(Map.of("type", "json"));
        String dead = receivers.channels().get(0);

        // when
        send(id, 1, IncidentStatus.OPEN, IncidentChange.OPENED);

        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(other.events()).containsExactly("opened", "channel-dead"));
        assertThat(other.requests().get(1).body()).contains(dead, "HTTP status 500");
        given().get("/api/v1/channels/" + dead)
                .then()
                .body("health.state", equalTo("dead"))
                .body("health.lastStatus", equalTo(500))
                .body("health.waiting", equalTo(1));
        given().get("/q/health/well").then().statusCode(503).body(containsString(dead));
        given().get("/q/health/ready").then().statusCode(200);

        // when: its address is corrected
        Receiver repaired = receivers.receiver();
        receivers.define(dead, Map.of("type", "slack"), repaired);

        // then: nothing was dropped
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(repaired.events()).containsExactly("opened"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(other.events())
                .containsExactly("opened", "channel-dead", "channel-recovered"));
        assertThat(broken.requests().size()).as("no storm of attempts").isLessThan(80);
    }

    private void send(String incident, long version, IncidentStatus status, IncidentChange change) {
        sender.send(
                "portreach.incidents",
                incident,
                EventType.INCIDENT,
                Events.incident(incident, version, status, change));
    }

    private String stored(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            StringBuilder all = new StringBuilder();
            while (rows.next()) {
                all.append(rows.getString(1)).append('\n');
            }
            return all.toString();
        }
    }

    private static String hmac(String key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
