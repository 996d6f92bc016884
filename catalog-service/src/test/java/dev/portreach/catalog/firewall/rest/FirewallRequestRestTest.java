package dev.portreach.catalog.firewall.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.portreach.catalog.CatalogBackends;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(CatalogBackends.class)
class FirewallRequestRestTest {

    private static final String PATH = "/api/v1/sites/fw-site/firewall-request";
    private static final String HOSTILE = "<script>alert(1)</script> \\\" ' ` # */ =cmd|x [a](b) {request.site}";

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    Consumer<Boolean> brokerRunning;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    private static void put(String path, String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .put("/api/v1/" + path)
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(200, 201));
    }

    @BeforeEach
    void fillCatalog() {
        put("components/fw", "{\"name\":\"%s\"}".formatted(HOSTILE));
        put(
                "policies/fw.tcp",
                "{\"component\":\"fw\",\"protocol\":\"tcp\",\"ports\":\"80,443\",\"purpose\":\"%s\",\"reference\":\"page 46\"}"
                        .formatted(HOSTILE));
        put(
                "sites/fw-site",
                """
                {"name":"%1$s","access":"extranet-vpn","sources":["10.66.0.0/16"],"components":["fw"],"contact":"%1$s",
                 "enforcementPoints":[{"name":"%1$s","kind":"firewall","owner":"%1$s"}]}"""
                        .formatted(HOSTILE));
        put(
                "endpoints/fw-1",
                "{\"component\":\"fw\",\"address\":\"10.9.8.1\",\"siteAddresses\":{\"fw-site\":\"192.0.2.9\"}}");
    }

    @Test
    void shouldAnswerInEachFormat() {
        given().get(PATH)
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("flows", hasSize(1))
                .body("flows[0].initiators", hasItem("10.66.0.0/16"))
                .body("flows[0].responders", hasItem("192.0.2.9"))
                .body("flows[0].ports", equalTo("80,443"))
                .body("flows[0].reasons[0].policy", equalTo("fw.tcp"))
                .body("scanner.portsPerSecond", equalTo(3));
        given().queryParam("format", "nftables")
                .get(PATH)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/plain"))
                .header("Content-Disposition", containsString("firewall-request-fw-site.nft"))
                .body(containsString("tcp dport { 80, 443 } ct state new accept"));
        given().queryParam("format", "cisco-ios")
                .get(PATH)
                .then()
                .statusCode(200)
                .body(containsString("permit tcp 10.66.0.0 0.0.255.255 host 192.0.2.9 eq 443"));
        given().queryParam("format", "csv")
                .get(PATH)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .body(startsWith("site,row,direction,"));
        given().accept("text/markdown")
                .get(PATH)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/markdown"))
                .body(containsString("| 1 | 10.66.0.0/16 → 192.0.2.9 | TCP | 80, 443 | required |"));
    }

    @Test
    void shouldEscapeWhateverStandsInTheCatalog() {
        String page = given().accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .get(PATH)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(not(containsString("<script")))
                .body(containsString(
                        "&lt;script&gt;alert(1)&lt;/script&gt; &quot; &#39; ` # */ =cmd|x [a](b) {request.site}"))
                .extract()
                .asString();
        assertThat(page).contains("page 46", "192.0.2.9", "from revision ");
        assertThat(page).doesNotContain("src=", "href=", "url(");
    }

    @Test
    void shouldRefuseWhatItCannotGive() {
        given().queryParam("format", "pdf")
                .get(PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("format"));
        given().queryParam("only", "some").get(PATH).then().statusCode(400);
        given().accept("image/png").get(PATH).then().statusCode(406).contentType("application/problem+json");
        given().get("/api/v1/sites/nowhere/firewall-request").then().statusCode(404);
        put("sites/fw-no-sources", "{\"access\":\"direct\",\"components\":[\"fw\"]}");
        given().get("/api/v1/sites/fw-no-sources/firewall-request")
                .then()
                .statusCode(409)
                .body("detail", containsString("has no sources"));
    }

    @Test
    void shouldAskOnlyForWhatIsBlocked() throws Exception {
        try (KafkaProducer<String, byte[]> alert = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            publish(alert, Verdict.FAILING, Outcome.TIMEOUT);
            await().atMost(PATIENCE).untilAsserted(() -> failing()
                    .statusCode(200)
                    .body("flows", hasSize(1))
                    .body("flows[0].ports", equalTo("443"))
                    .body("flows[0].reasons[0].evidence", startsWith("443 timeout, since"))
                    .body("evidenceAsOf", startsWith("20")));

            publish(alert, Verdict.OK, Outcome.OPEN);
            await().atMost(PATIENCE).untilAsserted(() -> failing().body("flows", hasSize(0)));
        }
    }

    @Test
    void shouldAnswerFromWhatIsKnownWhileTheBrokerIsAway() throws Exception {
        try (KafkaProducer<String, byte[]> alert = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            publish(alert, Verdict.FAILING, Outcome.TIMEOUT);
            await().atMost(PATIENCE).untilAsserted(() -> failing().body("flows", hasSize(1)));

            brokerRunning.accept(false);
            await().atMost(PATIENCE).untilAsserted(() -> given().get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body("checks.find { it.name == 'check states' }.data.kafka", not("ok")));
            String known = failing().body("flows", hasSize(1)).extract().path("evidenceAsOf");
            assertThat(Instant.parse(known)).isBefore(Instant.now());
            failing().body("evidenceAsOf", equalTo(known));
            assertThat(given().get("/q/metrics").asString()).contains("portreach_evidence_up 0.0");

            brokerRunning.accept(true);
            publish(alert, Verdict.OK, Outcome.OPEN);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> failing().statusCode(200).body("flows", hasSize(0)));
        } finally {
            brokerRunning.accept(true);
        }
    }

    private static ValidatableResponse failing() {
        return given().queryParam("only", "failing").get(PATH).then();
    }

    private static void publish(KafkaProducer<String, byte[]> alert, Verdict verdict, Outcome outcome)
            throws Exception {
        EventCodec<CheckState> codec = new EventCodec<>(EventType.CHECK_STATE);
        String check = "fw-site:fw-site:fw-1:fw.tcp";
        CheckScope scope = new CheckScope(
                "fw-site",
                "fw-site",
                null,
                Access.EXTRANET_VPN,
                Map.of(),
                "fw",
                "fw",
                "fw-1",
                "10.9.8.1",
                "192.0.2.9",
                "fw.tcp",
                Protocol.TCP,
                Ports.parse("80,443"),
                Expectation.LISTENING,
                true,
                1_000,
                500,
                null,
                null);
        CheckState state = new CheckState(
                check,
                scope,
                verdict,
                Instant.now(),
                null,
                null,
                null,
                4,
                Proof.STRONG,
                "said",
                List.of(
                        new Run(Ports.of(80), Outcome.OPEN, Proof.STRONG, 100L),
                        new Run(Ports.of(443), outcome, Proof.STRONG, null)),
                List.of(),
                Instant.now(),
                1,
                1,
                null);
        alert.send(new ProducerRecord<>(
                        "portreach.check-states",
                        null,
                        null,
                        check,
                        codec.write(state),
                        codec.headers(check, "/alert", Instant.now())))
                .get(20, TimeUnit.SECONDS);
    }
}
