package dev.portreach.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.contracts.event.DeadLetters;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.lab.WebhookReceiver.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo as a user runs it: each fault is one incident, with its opening and its resolving message. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Installation demo;
    private WebhookReceiver chat;

    @BeforeAll
    void startDemo(@TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.NEVER) Path dir) throws Exception {
        demo = Installation.start(Installation.Settings.of(dir.resolve("data"), PortBlock.free(), "demo"));
        chat = WebhookReceiver.start("127.0.0.1");
        demo.put(demo.alert() + "/api/v1/channels/chat", "{\"type\":\"json\",\"url\":\"%s\"}".formatted(chat.url()));
        awaitAllWell();
    }

    @AfterAll
    void stopDemo() throws Exception {
        if (chat != null) {
            chat.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "drop --site lyon --port 33321, check site-port, lyon",
        "refuse --site paris --port 58889, check site-port, paris",
        "stop delivery-receiver, component endpoint host, delivery-receiver",
        "extranet, access, extranet-vpn",
        "agent --site berlin, agent-silent, berlin"
    })
    void shouldNameTheOneCauseOfAFaultAndItsEnd(String fault, String kinds, String named) throws Exception {
        // given
        chat.forget();

        // when
        List<String> command = new ArrayList<>(List.of("demo", "break"));
        command.addAll(List.of(fault.split(" ", -1)));
        demo.run(command.toArray(String[]::new));

        // then
        await("an opening message").atMost(PATIENCE).until(() -> !opened().isEmpty());
        Received opening = opened().get(0);
        assertThat(kinds.split(" ", -1)).contains(opening.causeKind());
        assertThat(opening.body().at("/incident/cause").toString()).contains(named);
        assertThat(demo.openIncidents()).hasSize(1);
        assertThat(demo.openIncidents().get(0).path("id").asText()).isEqualTo(opening.incident());

        // when
        demo.run("demo", "mend");

        // then
        await("a resolving message").atMost(PATIENCE).until(() -> !resolved().isEmpty());
        awaitAllWell();
        assertThat(opened()).as("one opening").hasSize(1);
        assertThat(resolved()).as("one resolving").hasSize(1);
        assertThat(resolved().get(0).incident()).isEqualTo(opening.incident());
        assertThat(resolved().get(0).key()).isNotEqualTo(opening.key());
    }

    @Test
    void shouldAnswerAboutThePast() throws Exception {
        // given a check that is well
        JsonNode check = demo.get(demo.alert() + "/api/v1/checks?site=lyon&component=interplay-central")
                .path("items")
                .get(0);
        String state = demo.alert() + "/api/v1/checks/" + check.path("check").asText() + "/state";
        await("history, which is written beside the stream")
                .atMost(PATIENCE)
                .until(() -> demo.get(state).path("verdict").asText().equals("ok"));
        Instant then = Instant.now();
        chat.forget();

        // when the component stops and the past is asked for
        demo.run("demo", "break", "stop", "interplay-central");
        await("a failing check")
                .atMost(PATIENCE)
                .until(() -> demo.get(state).path("verdict").asText().equals("failing"));

        // then
        JsonNode past = demo.get(state + "?at=" + then);
        assertThat(past.path("verdict").asText()).isEqualTo("ok");
        demo.run("demo", "mend");
        await("a resolving message").atMost(PATIENCE).until(() -> !resolved().isEmpty());
        awaitAllWell();
    }

    @Test
    void shouldSendOnlyWhatTheSchemasDeclare() throws Exception {
        // given a fault and its end, so that there is something of every type
        chat.forget();
        demo.run("demo", "break", "refuse");
        await("an opening message").atMost(PATIENCE).until(() -> !opened().isEmpty());
        demo.run("demo", "mend");
        await("a resolving message").atMost(PATIENCE).until(() -> !resolved().isEmpty());
        awaitAllWell();

        // when
        SchemaAudit audit = new SchemaAudit();
        List<String> deadLetters = new ArrayList<>();
        TopicReader.read(demo.kafka(), topic -> topic.startsWith("portreach."), record -> {
            if (record.topic().endsWith(".dlq")) {
                deadLetters.add(record.topic() + ": " + EventCodec.text(record.headers(), DeadLetters.CAUSE));
            } else {
                audit.check(record);
            }
        });

        // then
        assertThat(audit.faults()).isEmpty();
        assertThat(audit.seen().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        EventType.ALL.stream().map(EventType::name).toList());
        assertThat(deadLetters).isEmpty();
    }

    private List<Received> opened() {
        return chat.received(message -> message.event().equals("opened"));
    }

    private List<Received> resolved() {
        return chat.received(message -> message.event().equals("resolved"));
    }

    private void awaitAllWell() {
        await("no open incident, and every site and component well")
                .atMost(PATIENCE)
                .until(() -> demo.openIncidents().isEmpty() && isEveryCheckOk());
    }

    private boolean isEveryCheckOk() throws Exception {
        JsonNode checks = demo.get(demo.alert() + "/api/v1/checks?limit=500").path("items");
        List<String> verdicts = checks.findValuesAsText("verdict");
        return verdicts.size() >= 20 && verdicts.stream().allMatch("ok"::equals);
    }
}
