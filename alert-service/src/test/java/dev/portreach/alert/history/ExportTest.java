package dev.portreach.alert.history;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.alert.support.EventSender;
import dev.portreach.alert.support.Events;
import dev.portreach.alert.support.Infrastructure;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.trust.AgentKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.KeyPair;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of history say what the timeline says. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class ExportTest {

    private static final String PATH = "/api/v1/history/intervals";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long STEP = 2_000;

    /** Each is an interval: more than two pages. */
    private static final int RESULTS = 1_200;

    @Inject
    DataSource database;

    private final String site = "exp-" + UUID.randomUUID().toString().substring(0, 8);
    private final long start =
            (System.currentTimeMillis() / 1_000) * 1_000 - Duration.ofHours(2).toMillis();

    @Test
    void shouldSayWhatTheTimelineSaysAndNothingOfOthers() throws JsonProcessingException {
        // given
        send(1);
        String span =
                "from=%s&to=%s".formatted(Instant.ofEpochMilli(start + 500), Instant.ofEpochMilli(start + 3_000_000));
        String byCheck = "/api/v1/checks/%s/history?%s".formatted(Events.check(site), span);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        given().get(byCheck).then().statusCode(200).body("intervals.verdict", hasItem("failing")));

        // when
        List<JsonNode> exported = new ArrayList<>();
        for (String line : ndjson("?site=" + site + "&" + span).split("\n", -1)) {
            if (!line.isEmpty()) {
                exported.add(EventJson.mapper().readTree(line));
            }
        }
        String csv = given().accept("text/csv")
                .get(PATH + "?zone=Europe/Paris&check=" + Events.check(site) + "&" + span)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        // then
        JsonNode timeline = EventJson.mapper().readTree(given().get(byCheck).asString());
        List<String> known = StreamSupport.stream(timeline.path("intervals").spliterator(), false)
                .filter(interval -> !interval.path("agents").isEmpty())
                .map(interval -> said(interval, "to"))
                .toList();
        assertThat(known).hasSize(RESULTS);
        assertThat(exported).extracting(interval -> said(interval, "until")).isEqualTo(known);
        assertThat(exported).allSatisfy(interval -> {
            assertThat(interval.path("check").textValue()).isEqualTo(Events.check(site));
            assertThat(interval.path("site").textValue()).isEqualTo(site);
            assertThat(interval.path("agent").textValue()).isEqualTo("agent-1");
        });
        assertThat(csv.lines().skip(1)).hasSize(RESULTS);
        String first = csv.lines().skip(1).findFirst().orElseThrow();
        assertThat(OffsetDateTime.parse(first.split(",", -1)[6]).toInstant())
                .isEqualTo(Instant.ofEpochMilli(start + 500));
        assertThat(ndjson("?site=another-" + site)).isEmpty();
    }

    @Test
    void shouldBreakOffWhatItCannotFinish() throws SQLException {
        // given: what comes second cannot be read
        send(2);
        String last = "(select max(p.id) from history_part p join history_run r on r.id = p.run where r.site = '%s')"
                .formatted(site);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ndjson("?site=" + site).lines()).hasSize(2 * RESULTS));
        execute("create table kept_%1$s as select * from history_open where part = %2$s".formatted(key(), last));
        execute("update history_open set packed = '\\x02' where part = " + last);

        // when / then
        try {
            assertThatThrownBy(() -> given().get(PATH + "?site=" + site).asString())
                    .hasStackTraceContaining("Premature end");
        } finally {
            execute("update history_open o set packed = k.packed from kept_%s k where k.part = o.part"
                    .formatted(key()));
            execute("drop table kept_" + key());
        }
    }

    private String key() {
        return site.replace('-', '_');
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** By so many runs of one agent. */
    private void send(int runs) {
        KeyPair keys = AgentKeys.generate();
        try (EventSender sender = new EventSender()) {
            sender.send(
                    "portreach.assignments",
                    site,
                    EventType.ASSIGNMENT,
                    Events.assignment(site, 1, "agent-1", keys.getPublic()));
            for (int run = 0; run < runs; run++) {
                sender.sendSigned("portreach.results", site, EventType.RESULTS, batch(), keys.getPrivate());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "zone=Mars/Olympus,zone",
        "from=yesterday,from",
        "site=Not%20A%20Slug,site",
        "check=a%00b,check",
        "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z,from"
    })
    void shouldRefuseBeforeItBegins(String query, String field) {
        for (String type : List.of("text/csv", "application/x-ndjson")) {
            given().urlEncodingEnabled(false)
                    .accept(type + ", application/problem+json")
                    .get(PATH + "?" + query)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("errors.field", hasItem(field));
        }
    }

    private static String ndjson(String query) {
        return given().get(PATH + query)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
    }

    private static String said(JsonNode interval, String end) {
        return Instant.parse(interval.path("from").textValue()) + " "
                + Instant.parse(interval.path(end).textValue()) + " "
                + interval.path("verdict").textValue();
    }

    /** An answer and a silence in turn. */
    private ResultBatch batch() {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < RESULTS; i++) {
            Run run = i % 2 == 0
                    ? new Run(Ports.of(33_321), Outcome.OPEN, Proof.STRONG, 1_000L)
                    : new Run(Ports.of(33_321), Outcome.TIMEOUT, Proof.WEAK, null);
            observations.add(new Observation(
                    Events.check(site), start + i * STEP, i == 0 ? null : STEP, "10.9.2.3", null, List.of(run)));
        }
        return new ResultBatch("agent-1", site, UUID.randomUUID().toString(), 1, 1, observations);
    }
}
