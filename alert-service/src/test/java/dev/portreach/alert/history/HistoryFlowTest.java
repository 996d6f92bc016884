package dev.portreach.alert.history;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.portreach.alert.support.EventSender;
import dev.portreach.alert.support.Events;
import dev.portreach.alert.support.Infrastructure;
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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From signed batches on Kafka to rows, and to answers about the past. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class HistoryFlowTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long T0 = Instant.parse("2026-02-01T10:00:00Z").toEpochMilli();
    private static final long STEP = 2_000;

    @Inject
    DataSource dataSource;

    @Inject
    HistoryStore store;

    private final KeyPair keys = AgentKeys.generate();
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
    void shouldGiveTheSameRowsForLateAndRepeatedBatches() throws SQLException {
        // given: open, then timeout, then open again
        String early = site();
        String mixed = site();
        announce(early);
        announce(mixed);
        List<Outcome> seen = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            seen.add(i >= 10 && i < 18 ? Outcome.TIMEOUT : Outcome.OPEN);
        }
        List<ResultBatch> inOrder = batches(early, seen);
        List<ResultBatch> disorder = new ArrayList<>(batches(mixed, seen));
        disorder.addAll(disorder.subList(3, 9));
        Collections.shuffle(disorder, new Random(7));

        // when
        inOrder.forEach(batch -> send(batch, keys));
        disorder.forEach(batch -> send(batch, keys));

        // then
        long last = T0 + 29 * STEP;
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(rows(early)).hasSize(3).last().asString().contains("to " + last);
            assertThat(rows(mixed)).isEqualTo(rows(early));
        });
        assertThat(rows(early).get(1))
                .contains("from " + (T0 + 10 * STEP), "to " + (T0 + 17 * STEP), "verdict=failing");
    }

    @Test
    void shouldAnswerAboutThePast() {
        // given: open until 10:00:10, then refused until 10:00:20, then the agent falls silent
        String site = site();
        announce(site);
        List<Outcome> seen = new ArrayList<>(Collections.nCopies(5, Outcome.OPEN));
        seen.addAll(Collections.nCopies(5, Outcome.REFUSED));
        batches(site, seen).forEach(batch -> send(batch, keys));
        String check = Events.check(site);

        // when / then
        await().atMost(PATIENCE).untilAsserted(() -> given().queryParam("from", "2026-02-01T09:59:50Z")
                .queryParam("to", "2026-02-01T10:01:00Z")
                .get("/api/v1/checks/" + check + "/history")
                .then()
                .statusCode(200)
                .body("intervals.verdict", contains("unknown", "ok", "failing", "unknown"))
                .body(
                        "intervals.from",
                        contains(
                                "2026-02-01T09:59:50Z",
                                "2026-02-01T10:00:00Z",
                                "2026-02-01T10:00:10Z",
                                // last seen at 10:00:18; three intervals and a deadline later nothing is known
                                "2026-02-01T10:00:25.500Z"))
                .body("intervals[2].agents[0].agent", equalTo("agent-1"))
                .body("intervals[2].agents[0].runs[0].outcome", equalTo("refused")));
        given().queryParam("at", "2026-02-01T10:00:11Z")
                .get("/api/v1/checks/" + check + "/state")
                .then()
                .statusCode(200)
                .body("verdict", is("failing"));
        given().queryParam("site", site)
                .queryParam("component", Events.COMPONENT)
                .queryParam("from", "2026-02-01T10:00:00Z")
                .queryParam("to", "2026-02-01T10:00:20Z")
                .get("/api/v1/history")
                .then()
                .statusCode(200)
                .body("intervals.verdict", contains("ok", "failing"))
                .body("checks.check", contains(check));
    }

    @Test
    void shouldParkBatchesUntilTheirRevisionComes() throws SQLException {
        // given
        String site = site();
        batches(site, List.of(Outcome.OPEN, Outcome.OPEN)).forEach(batch -> send(batch, keys));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(parked(site)).isEqualTo(2));

        // when
        announce(site);

        // then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows(site)).hasSize(1));
        assertThat(parked(site)).isZero();
    }

    @Test
    void shouldIgnoreWhatDoesNotVerifyOrIsNotAssigned() {
        // given
        String site = site();
        announce(site);
        ResultBatch forged = batches(site, List.of(Outcome.TIMEOUT)).get(0);
        ResultBatch foreign = new ResultBatch(
                "agent-1",
                site,
                UUID.randomUUID().toString(),
                1,
                1,
                List.of(observation("no:such:check:here", T0, null, Outcome.OPEN)));
        ResultBatch genuine = batches(site, List.of(Outcome.OPEN)).get(0);

        // when
        sender.garbage("portreach.results", site);
        sender.garbage("portreach.assignments", site);
        send(forged, AgentKeys.generate());
        send(foreign, keys);
        send(genuine, keys);

        // then
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(rows(site)).singleElement().asString().contains("verdict=ok"));
    }

    private String site() {
        return "site-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private void announce(String site) {
        sender.send(
                "portreach.assignments",
                site,
                EventType.ASSIGNMENT,
                Events.assignment(site, 1, "agent-1", keys.getPublic()));
    }

    private void send(ResultBatch batch, KeyPair signer) {
        sender.sendSigned("portreach.results", batch.site(), EventType.RESULTS, batch, signer.getPrivate());
    }

    /** One observation a batch. */
    private static List<ResultBatch> batches(String site, List<Outcome> seen) {
        String epoch = UUID.randomUUID().toString();
        List<ResultBatch> batches = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            Observation observation = observation(Events.check(site), T0 + i * STEP, i == 0 ? null : STEP, seen.get(i));
            batches.add(new ResultBatch("agent-1", site, epoch, i + 1, 1, List.of(observation)));
        }
        return batches;
    }

    private static Observation observation(String check, long at, Long sincePrevious, Outcome outcome) {
        return new Observation(
                check,
                at,
                sincePrevious,
                "10.9.2.3",
                null,
                List.of(new Run(
                        Ports.of(33_321), outcome, Proof.STRONG, outcome == Outcome.OPEN ? 500 + at % 100 : null)));
    }

    /** What is stored of the site's check but for names. */
    private List<String> rows(String site) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return store
                    .between(connection, List.of(Events.check(site)), 0, System.currentTimeMillis(), Integer.MAX_VALUE)
                    .stream()
                    .sorted(java.util.Comparator.comparingLong(Row::from))
                    .map(row -> "from %d to %d prev %s %s revision %d"
                            .formatted(row.from(), row.to(), row.previousAt(), row.value(), row.revision()))
                    .toList();
        }
    }

    private long parked(String site) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select count(*) from parked_batch where site = ?")) {
            select.setString(1, site);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }
}
