package dev.portreach.alert.availability;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.portreach.alert.support.EventSender;
import dev.portreach.alert.support.Events;
import dev.portreach.alert.support.Infrastructure;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.SiteProfile;
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
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten minutes of a check that answers for five and then does not. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class AvailabilityRestTest {

    private static final Instant START = Instant.parse("2026-10-05T10:00:00Z");
    private static final Instant END = START.plusSeconds(600);
    private static final long STEP = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KeyPair keys = AgentKeys.generate();
    private final String site = "site-" + UUID.randomUUID().toString().substring(0, 8);
    private EventSender sender;

    @BeforeEach
    void send() {
        sender = new EventSender();
        Assignment plain = Events.assignment(site, 1, "agent-1", keys.getPublic());
        SiteProfile profile = new SiteProfile(
                site, "emea", plain.profile().access(), Map.of("product", site), List.of(), 0, null, List.of());
        sender.send(
                "portreach.assignments",
                site,
                EventType.ASSIGNMENT,
                new Assignment(
                        site,
                        1,
                        plain.issuedAt(),
                        profile,
                        plain.agents(),
                        plain.policies(),
                        plain.checks(),
                        List.of(),
                        null));
        List<Observation> seen = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Run run = i < 150
                    ? new Run(Ports.of(33_321), Outcome.OPEN, Proof.STRONG, 1_000L)
                    : new Run(Ports.of(33_321), Outcome.TIMEOUT, Proof.WEAK, null);
            seen.add(new Observation(
                    Events.check(site),
                    START.toEpochMilli() + i * STEP,
                    i == 0 ? null : STEP,
                    "10.9.2.3",
                    null,
                    List.of(run)));
        }
        ResultBatch batch = new ResultBatch("agent-1", site, UUID.randomUUID().toString(), 1, 1, seen);
        sender.sendSigned("portreach.results", site, EventType.RESULTS, batch, keys.getPrivate());
        await().atMost(PATIENCE).untilAsserted(() -> over(START, END)
                .get("/api/v1/availability")
                .then()
                .statusCode(200)
                .body("items[0].observations", equalTo(300)));
    }

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void shouldCountKnownTimeAlone() {
        over(START.minusSeconds(600), END)
                .get("/api/v1/availability")
                .then()
                .statusCode(200)
                .body("maintenance", equalTo("include"))
                .body("items", hasSize(1))
                .body("items[0].group", equalTo(Map.of("site", site, "component", Events.COMPONENT)))
                .body("items[0].availability", equalTo(0.5f))
                .body("items[0].coverage", equalTo(0.5f))
                .body("items[0].seconds.ok", equalTo(300f))
                .body("items[0].seconds.failing", equalTo(300f))
                .body("items[0].seconds.unknown", equalTo(600f))
                .body("items[0].loss", equalTo(0.5f))
                .body("revisedAt", nullValue())
                .body("next", nullValue());
    }

    @Test
    void shouldLeaveOutMaintenanceWhereAsked() {
        given().contentType("application/json")
                .body(Map.of(
                        "matchers",
                        List.of("site=" + site, "host=10.1.2.3", "port=33321"),
                        "from",
                        START.plusSeconds(400).toString(),
                        "until",
                        END.plusSeconds(900).toString(),
                        "comment",
                        "test"))
                .put("/api/v1/maintenance/" + site)
                .then()
                .statusCode(201);

        over(START, END)
                .queryParam("maintenance", "exclude")
                .get("/api/v1/availability")
                .then()
                .statusCode(200)
                .body("items[0].availability", equalTo(0.75f))
                .body("items[0].coverage", equalTo(1f))
                .body("items[0].excludedSeconds", equalTo(200f));
    }

    @Test
    void shouldGroupAndFilterByLabelAndFindTheWorst() {
        given().queryParam("label", "product=" + site)
                .queryParam("by", "label.product,check")
                .queryParam("from", START.toString())
                .queryParam("to", END.toString())
                .get("/api/v1/availability")
                .then()
                .statusCode(200)
                .body("items.group", contains(Map.of("label.product", site, "check", Events.check(site))));
        over(START, END)
                .get("/api/v1/availability/worst")
                .then()
                .statusCode(200)
                .body("items.group.check", contains(Events.check(site)));
        over(START, END)
                .queryParam("by", "loss")
                .get("/api/v1/latency/worst")
                .then()
                .statusCode(200)
                .body("items.check", contains(Events.check(site)));
        over(START, END)
                .queryParam("step", "PT10M")
                .get("/api/v1/latency")
                .then()
                .statusCode(200)
                .body("points.at", contains(START.toString()))
                .body("points[0].measured.loss", equalTo(0.5f))
                .body("points[0].measured.p50Millis.doubleValue()", closeTo(1.0, 0.026));
    }

    @Test
    void shouldSayWhatIsWrongWithAQuestion() {
        String now = Instant.now().plusSeconds(3_600).toString();
        for (String wrong : List.of(
                "/api/v1/availability?by=vantage",
                "/api/v1/availability?by=site,site",
                "/api/v1/availability?by=site,",
                "/api/v1/availability?maintenance=maybe",
                "/api/v1/availability?label=product",
                "/api/v1/availability?label=a%00b=c",
                "/api/v1/availability?from=2026-10-05T10:00:00Z&to=2026-10-05T10:00:00Z",
                "/api/v1/availability?from=2001-01-01T00:00:00Z",
                "/api/v1/availability?limit=0",
                "/api/v1/availability?cursor=%21",
                "/api/v1/availability/worst?from=tuesday",
                "/api/v1/latency?step=PT1S",
                "/api/v1/latency?step=PT7M",
                "/api/v1/latency?step=-PT5M",
                "/api/v1/latency?step=P9999999999D",
                "/api/v1/latency?step=PT5M&from=2026-10-01T00:00:00Z",
                "/api/v1/latency?step=PT5M&from=2025-01-01T00:00:00Z&to=2025-01-02T00:00:00Z",
                "/api/v1/latency/worst?by=colour",
                "/api/v1/states?at=" + now,
                "/api/v1/states?site=LYON",
                "/api/v1/matrix?at=" + now,
                "/api/v1/matrix?at=yesterday")) {
            Response response = given().urlEncodingEnabled(false).get(wrong);
            assertThat(response.statusCode()).as(wrong).isEqualTo(400);
            assertThat(response.contentType()).as(wrong).startsWith("application/problem+json");
            assertThat(response.jsonPath().getString("errors[0].field"))
                    .as(wrong)
                    .isNotNull();
        }
        for (String unknown : List.of(
                "/api/v1/availability?site=no-such-site",
                "/api/v1/availability/worst?component=nothing",
                "/api/v1/latency?site=no-such-site",
                "/api/v1/checks/a:b:c:d/latency",
                "/api/v1/checks/nothing/latency")) {
            given().get(unknown).then().statusCode(404).contentType("application/problem+json");
        }
    }

    private RequestSpecification over(Instant from, Instant to) {
        return given().queryParam("site", site)
                .queryParam("from", from.toString())
                .queryParam("to", to.toString());
    }
}
