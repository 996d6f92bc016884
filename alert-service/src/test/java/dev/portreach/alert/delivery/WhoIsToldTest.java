package dev.portreach.alert.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.portreach.alert.support.EventSender;
import dev.portreach.alert.support.Events;
import dev.portreach.alert.support.Infrastructure;
import dev.portreach.alert.support.Receiver;
import dev.portreach.alert.support.Receivers;
import dev.portreach.alert.watch.Vitals;
import dev.portreach.alert.watch.VitalsReader;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Silences, maintenance, routes, acknowledgements and the beat, from REST and Kafka to real receivers. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class WhoIsToldTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Receivers receivers = new Receivers();
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final String id = "inc-" + tag;
    private final String site = "site-" + tag;
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
    void shouldTellWhatOpenedWhileItWasSilencedOnceThatIsOver() {
        // given
        Receiver chat = receivers.channel("chat-" + tag, Map.of("type", "json"));
        String silence = silence("site=" + site);

        // when
        send(id, 1, IncidentStatus.OPEN, IncidentChange.OPENED, CauseKind.SITE_PORT);
        send(id + "-other", 1, IncidentStatus.OPEN, IncidentChange.OPENED, CauseKind.SITE_PORT);
        send(id + "-other", 2, IncidentStatus.RESOLVED, IncidentChange.RESOLVED, CauseKind.SITE_PORT);
        awaitIncident(id + "-other", "status", equalTo("resolved"));

        // then: it is there, muted, and nobody was told
        incident(id).body("silencedBy", contains("silence/" + silence)).body("deliveries", empty());
        incident(id + "-other").body("silencedBy", empty());
        given().get("/api/v1/incidents?site=" + site + "&status=open")
                .then()
                .statusCode(200)
                .body("items.silencedBy[0]", contains("silence/" + silence));

        // when
        given().delete("/api/v1/silences/" + silence).then().statusCode(200).body("state", equalTo("expired"));

        // then: what is over stays untold
        await().atMost(PATIENCE).until(() -> !chat.requests().isEmpty());
        assertThat(chat.requests()).extracting(Receiver.Request::key).containsExactly(id + ":opened:1");
        incident(id).body("silencedBy", empty());

        // when: muted again, its end is told as its opening was
        silence("site=" + site);
        send(id, 2, IncidentStatus.RESOLVED, IncidentChange.RESOLVED, CauseKind.SITE_PORT);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(chat.events()).containsExactly("opened", "resolved"));
    }

    @Test
    void shouldListAndChangeSilences() {
        String silence = silence("site=~\"" + site + "|x\"");
        given().get("/api/v1/silences?state=active&limit=500")
                .then()
                .body("items.id", hasItem(silence))
                .body("items.find { it.id == '" + silence + "' }.matchers", contains("site=~\"" + site + "|x\""));
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"7\"")
                .body(silenceBody("site=" + site))
                .put("/api/v1/silences/" + silence)
                .then()
                .statusCode(412);
        given().delete("/api/v1/silences/" + silence).then().statusCode(200);
        given().contentType(ContentType.JSON)
                .body(silenceBody("site=" + site))
                .put("/api/v1/silences/" + silence)
                .then()
                .statusCode(409);
        given().get("/api/v1/silences?state=expired&limit=500").then().body("items.id", hasItem(silence));
        given().contentType(ContentType.JSON)
                .body(Map.of("matchers", List.of("sight=x"), "until", "2020-01-01T00:00:00Z"))
                .post("/api/v1/silences")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItems("matchers", "until", "author", "comment"));
    }

    @Test
    void shouldMuteDuringMaintenance() {
        // given: a window that is always open, and one that is not
        Receiver chat = receivers.channel("chat-" + tag, Map.of("type", "json"));
        String window = "/api/v1/maintenance/w-" + tag;
        Map<String, Object> daily = Map.of(
                "matchers", List.of("site=" + site, "component=" + Events.COMPONENT),
                "cron", "0 2 * * *",
                "zone", "Europe/Paris",
                "duration", "PT30H",
                "comment", "nightly");
        receivers.deleteLater(window);
        given().contentType(ContentType.JSON)
                .body(daily)
                .put(window)
                .then()
                .statusCode(201)
                .header("ETag", notNullValue())
                .body("openUntil", notNullValue())
                .body("next", notNullValue());

        // when
        send(id, 1, IncidentStatus.OPEN, IncidentChange.OPENED, CauseKind.SITE_PORT);
        awaitIncident(id, "silencedBy", contains("maintenance/w-" + tag));
        assertThat(chat.requests()).isEmpty();
        given().delete(window).then().statusCode(204);

        // then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(chat.events()).containsExactly("opened"));
        given().contentType(ContentType.JSON)
                .body(Map.of("matchers", List.of("site=x"), "cron", "0 2 30 2 *", "duration", "PT1H", "comment", "c"))
                .put(window)
                .then()
                .statusCode(400)
                .body("errors.field", contains("cron"));
    }

    @Test
    void shouldTellWhomRoutesNameAndThemTheEndToo() {
        // given
        Receiver lyon = receivers.channel("lyon-" + tag, Map.of("type", "json"));
        Receiver other = receivers.channel("other-" + tag, Map.of("type", "json"));
        String route = "/api/v1/routes/r-" + tag;
        receivers.deleteLater(route);
        given().contentType(ContentType.JSON)
                .body(Map.of("place", 5, "matchers", List.of("site=" + site), "channels", List.of("lyon-" + tag)))
                .put(route)
                .then()
                .statusCode(201)
                .body("continue", equalTo(false));

        // when / then: tried first
        given().contentType(ContentType.JSON)
                .body(Map.of("labels", Map.of("site", site)))
                .post("/api/v1/routes/test")
                .then()
                .statusCode(200)
                .body("channels.channel", contains("lyon-" + tag))
                .body("channels[0].reasons", contains("route r-%s: site=\"%s\"".formatted(tag, site)));

        // when
        send(id, 1, IncidentStatus.OPEN, IncidentChange.OPENED, CauseKind.SITE_PORT);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lyon.events()).containsExactly("opened"));
        given().contentType(ContentType.JSON)
                .body(Map.of("incident", id))
                .post("/api/v1/routes/test")
                .then()
                .body("channels.channel", contains("lyon-" + tag));
        given().delete(route).then().statusCode(204);
        send(id, 2, IncidentStatus.RESOLVED, IncidentChange.RESOLVED, CauseKind.SITE_PORT);

        // then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lyon.events()).containsExactly("opened", "resolved"));
        assertThat(other.requests()).isEmpty();
        given().contentType(ContentType.JSON)
                .body(Map.of("labels", Map.of("site", site)))
                .post("/api/v1/routes/test")
                .then()
                .body("channels.channel", hasItems("lyon-" + tag, "other-" + tag));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/routes/test")
                .then()
                .statusCode(400);
    }

    @Test
    void shouldBeQuietAboutWhatSomebodyLooksAfterUntilItsCauseChanges() {
        // given
        Receiver machine = receivers.channel("machine-" + tag, Map.of("type", "json"));
        send(id, 1, IncidentStatus.OPEN, IncidentChange.OPENED, CauseKind.SITE_PORT);
        await().atMost(PATIENCE).until(() -> !machine.requests().isEmpty());

        // when
        given().contentType(ContentType.JSON)
                .body(Map.of("by", "anna", "note", "asked the firewall team"))
                .post("/api/v1/incidents/" + id + "/acknowledge")
                .then()
                .statusCode(200)
                .body("by", equalTo("anna"));
        send(id, 2, IncidentStatus.OPEN, IncidentChange.CAUSE_CHANGED, CauseKind.SITE_PORT);
        awaitIncident(id, "version", equalTo(2));

        // then
        incident(id).body("acknowledgement.by", equalTo("anna"));
        send(id, 3, IncidentStatus.OPEN, IncidentChange.CAUSE_CHANGED, CauseKind.SITE);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(machine.events())
                .containsExactly("opened", "acknowledged", "cause-changed"));
        assertThat(machine.requests().get(1).body()).contains("Acknowledged by anna", "asked the firewall team");
        assertThat(machine.requests().get(2).key()).isEqualTo(id + ":cause-changed:3");
        incident(id).body("acknowledgement", nullValue());

        // and: withdrawn, and refused where it is over
        given().delete("/api/v1/incidents/" + id + "/acknowledge").then().statusCode(204);
        send(id, 4, IncidentStatus.RESOLVED, IncidentChange.RESOLVED, CauseKind.SITE);
        awaitIncident(id, "status", equalTo("resolved"));
        given().contentType(ContentType.JSON)
                .body(Map.of("by", "anna"))
                .post("/api/v1/incidents/" + id + "/acknowledge")
                .then()
                .statusCode(409)
                .body("detail", containsString("over"));
    }

    @Test
    void shouldSayThatAllIsWellOnlyWhileEverythingIsJudged() {
        // given: no detection runs in these tests, so that no beat comes until one is made to run
        Receiver beats = receivers.channel("dead-man", Map.of("type", "json"));
        AtomicBoolean running = new AtomicBoolean(true);
        QuarkusMock.installMockForType(
                new VitalsReader(null, null, null) {
                    @Override
                    public Vitals read() {
                        return new Vitals(
                                running.get() ? "RUNNING" : "ERROR", true, 3, Duration.ofMillis(100), true, true);
                    }
                },
                VitalsReader.class);

        // when
        await().atMost(PATIENCE).until(() -> beats.requests().size() >= 2);
        running.set(false);

        // then
        assertThat(beats.events()).containsOnly("all-is-well");
        int sent = beats.requests().size();
        await().during(Duration.ofSeconds(3))
                .atMost(PATIENCE)
                .until(() -> beats.requests().size() <= sent + 1);
    }

    private String silence(String matcher) {
        String silence = given().contentType(ContentType.JSON)
                .body(silenceBody(matcher))
                .post("/api/v1/silences")
                .then()
                .statusCode(201)
                .body("state", equalTo("active"))
                .extract()
                .path("id");
        receivers.deleteLater("/api/v1/silences/" + silence);
        return silence;
    }

    private static Map<String, Object> silenceBody(String matcher) {
        return Map.of(
                "matchers",
                List.of(matcher),
                "until",
                Instant.now().plus(Duration.ofHours(1)).toString(),
                "author",
                "anna",
                "comment",
                "test");
    }

    private void awaitIncident(String incident, String path, org.hamcrest.Matcher<?> value) {
        await().atMost(PATIENCE).untilAsserted(() -> incident(incident).body(path, value));
    }

    private static ValidatableResponse incident(String incident) {
        return given().get("/api/v1/incidents/" + incident).then().statusCode(200);
    }

    private void send(String incident, long version, IncidentStatus status, IncidentChange change, CauseKind kind) {
        Incident like = Events.incident(incident, version, status, change);
        sender.send(
                "portreach.incidents",
                incident,
                EventType.INCIDENT,
                new Incident(
                        incident,
                        version,
                        status,
                        change,
                        new Cause(kind, Map.of("site", site)),
                        List.of(),
                        like.title(),
                        like.summary(),
                        like.onset(),
                        like.openedAt(),
                        like.updatedAt(),
                        like.resolvedAt(),
                        like.evidence(),
                        like.confidence(),
                        null,
                        like.components(),
                        List.of(site),
                        List.of(),
                        1,
                        List.of(),
                        List.of(),
                        null,
                        null));
    }
}
