package dev.portreach.alert.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.portreach.alert.support.EventSender;
import dev.portreach.alert.support.Events;
import dev.portreach.alert.support.Infrastructure;
import dev.portreach.contracts.event.DeadLetters;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.Verdict;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in, REST out; and what is bad does not stop what is good. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class ReadModelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    DataSource dataSource;

    private final String site = "site-" + UUID.randomUUID().toString().substring(0, 8);
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
    void shouldShowTheHighestVersionAndForgetTombstones() {
        // when
        sendState(Verdict.FAILING, 4);
        sendState(Verdict.OK, 3);

        // then
        await().atMost(PATIENCE).until(() -> status("/api/v1/checks/" + Events.check(site)) == 200);
        given().get("/api/v1/checks/" + Events.check(site)).then().body("verdict", equalTo("failing"));
        given().get("/api/v1/matrix")
                .then()
                .statusCode(200)
                .body("cells.find { it.site == '%s' }.verdict".formatted(site), equalTo("failing"))
                .body("cells.find { it.site == '%s' }.counts.failing".formatted(site), equalTo(1));
        given().queryParam("site", site)
                .queryParam("verdict", "failing")
                .get("/api/v1/checks")
                .then()
                .body("items.check", hasItem(Events.check(site)));

        // when
        sender.raw("portreach.check-states", Events.check(site), null, new RecordHeaders());

        // then
        await().atMost(PATIENCE).until(() -> status("/api/v1/checks/" + Events.check(site)) == 404);
    }

    @Test
    void shouldListAgentsPageByPage() {
        // when
        for (String agent : List.of("a", "b", "c")) {
            AgentState state = new AgentState(
                    AgentState.key(site, agent),
                    site,
                    agent,
                    null,
                    false,
                    true,
                    Events.OPENED,
                    null,
                    "1",
                    "e",
                    null,
                    1,
                    0,
                    List.of(),
                    1,
                    null);
            sender.send("portreach.agent-states", state.key(), EventType.AGENT_STATE, state);
        }

        // then
        await().atMost(PATIENCE).untilAsserted(() -> given().queryParam("site", site)
                .get("/api/v1/agents")
                .then()
                .body("items.agent", equalTo(List.of("a", "b", "c"))));
        String next = given().queryParam("site", site)
                .queryParam("limit", 2)
                .get("/api/v1/agents")
                .then()
                .body("items.agent", equalTo(List.of("a", "b")))
                .extract()
                .path("next");
        given().queryParam("site", site)
                .queryParam("limit", 2)
                .queryParam("cursor", next)
                .get("/api/v1/agents")
                .then()
                .body("items.agent", equalTo(List.of("c")))
                .body("next", equalTo(null));
    }

    @Test
    void shouldListIncidentsByFilterAndPage() {
        // when
        for (int i = 1; i <= 3; i++) {
            String id = "inc-" + site + "-" + i;
            Incident base = Events.incident(
                    id, 1, i == 3 ? IncidentStatus.RESOLVED : IncidentStatus.OPEN, IncidentChange.OPENED);
            sender.send("portreach.incidents", id, EventType.INCIDENT, at(base, i));
        }

        // then
        await().atMost(PATIENCE).until(() -> status("/api/v1/incidents/inc-" + site + "-3") == 200);
        String next = given().queryParam("site", site)
                .queryParam("status", "open")
                .queryParam("component", Events.COMPONENT)
                .queryParam("limit", 1)
                .get("/api/v1/incidents")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of("inc-" + site + "-2")))
                .extract()
                .path("next");
        given().queryParam("site", site)
                .queryParam("status", "open")
                .queryParam("limit", 1)
                .queryParam("cursor", next)
                .get("/api/v1/incidents")
                .then()
                .body("items.id", equalTo(List.of("inc-" + site + "-1")))
                .body("next", equalTo(null));
        given().queryParam("site", site)
                .queryParam("to", "2026-03-01T10:01:30Z")
                .get("/api/v1/incidents")
                .then()
                .body("items.id", equalTo(List.of("inc-" + site + "-1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check-states", "agent-states", "incidents"})
    void shouldSetGarbageAsideAndGoOn(String topic) {
        // when: not JSON, another type of event, and text that the database cannot hold
        String key = "key-" + UUID.randomUUID();
        sender.garbage("portreach." + topic, key);
        sender.send(
                "portreach." + topic,
                key,
                EventType.ASSIGNMENT,
                Events.assignment(
                        site,
                        1,
                        "a",
                        dev.portreach.contracts.trust.AgentKeys.generate().getPublic()));
        if (topic.equals("incidents")) {
            Incident bad = Events.incident("nul-\u0000", 1, IncidentStatus.OPEN, IncidentChange.OPENED);
            sender.send("portreach.incidents", key, EventType.INCIDENT, bad);
        }

        // then
        if (topic.equals("incidents")) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(deadLetters("portreach." + topic + ".dlq", key))
                    .isEqualTo(List.of("wrong-type", "wrong-type", "unstorable")));
        }
        String counter = topic.equals("incidents")
                ? "portreach_dead_letters_total"
                : "portreach_record_ignored_records_total"; // the stream reads these topics too, and puts aside
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                        .contains(counter + "{reason=\"wrong-type\",topic=\"portreach." + topic + "\"}"));

        // and the stream goes on
        switch (topic) {
            case "incidents" -> {
                String id = "inc-" + UUID.randomUUID();
                sender.send(
                        "portreach.incidents",
                        id,
                        EventType.INCIDENT,
                        Events.incident(id, 1, IncidentStatus.OPEN, IncidentChange.OPENED));
                await().atMost(PATIENCE).until(() -> status("/api/v1/incidents/" + id) == 200);
            }
            case "check-states" -> {
                sendState(Verdict.OK, 1);
                await().atMost(PATIENCE).until(() -> status("/api/v1/checks/" + Events.check(site)) == 200);
            }
            default -> shouldListAgentsPageByPage();
        }
    }

    @Test
    void shouldLoseNothingWhileTheDatabaseCannotStore() throws Exception {
        // given: the table is locked, then gone for a while
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table check_state rename to check_state_away");
            try {
                // when
                sendState(Verdict.PARTIAL, 1);

                // then
                await().atMost(PATIENCE).untilAsserted(() -> given().get("/q/health/ready")
                        .then()
                        .statusCode(503)
                        .body("checks.find { it.name == 'storing' }.status", equalTo("DOWN")));
            } finally {
                statement.execute("alter table check_state_away rename to check_state");
            }
        }
        await().atMost(PATIENCE).until(() -> status("/api/v1/checks/" + Events.check(site)) == 200);
        await().atMost(PATIENCE).until(() -> status("/q/health/ready") == 200);
    }

    private void sendState(Verdict verdict, long version) {
        sender.send(
                "portreach.check-states",
                Events.check(site),
                EventType.CHECK_STATE,
                Events.checkState(site, verdict, version));
    }

    private Incident at(Incident base, int minute) {
        return new Incident(
                base.id(),
                base.version(),
                base.status(),
                base.change(),
                base.cause(),
                base.indistinguishable(),
                base.title(),
                base.summary(),
                base.onset(),
                base.openedAt().plusSeconds(60L * minute),
                base.updatedAt(),
                base.resolvedAt(),
                base.evidence(),
                base.confidence(),
                null,
                base.components(),
                List.of(site),
                base.responsible(),
                1,
                List.of(),
                List.of(),
                null,
                null);
    }

    private static int status(String path) {
        return given().get(path).statusCode();
    }

    private static List<String> deadLetters(String topic, String key) {
        String bootstrap = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<String> reasons = new ArrayList<>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofMillis(200))) {
                    if (new String(letter.key(), StandardCharsets.UTF_8).equals(key)) {
                        assertThat(EventCodec.text(letter.headers(), DeadLetters.TOPIC) + ".dlq")
                                .isEqualTo(topic);
                        reasons.add(EventCodec.text(letter.headers(), DeadLetters.REASON));
                    }
                }
            }
            return reasons;
        }
    }
}
