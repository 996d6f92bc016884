package dev.portreach.alert.proof;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.portreach.alert.support.Infrastructure;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.proof.ProofReport;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(Infrastructure.class)
class ProofRestTest {

    /** Of this test alone: all share one database. */
    private final String origin = "laptop " + UUID.randomUUID();

    @Test
    void shouldKeepAProofOnceHoweverOftenItIsSent() throws JsonProcessingException {
        ProofReport report = Proofs.report(
                origin, Instant.parse("2026-03-01T10:00:00.123456789Z"), Proofs.row("receiver.example.org", "control"));

        post(json(report))
                .statusCode(201)
                .header("Location", endsWith("/api/v1/proofs/" + report.id()))
                .body("receivedAt", notNullValue());
        post(json(report)).statusCode(200);

        given().get("/api/v1/proofs/" + report.id())
                .then()
                .statusCode(200)
                .body("origin", equalTo(origin))
                .body("at", equalTo("2026-03-01T10:00:00.123Z"))
                .body("tool", equalTo("portreach check 0.1.0"))
                .body("rows[0].runs[1].ports", equalTo("8081"))
                .body("rows[0].runs[1].outcome", equalTo("timeout"))
                .body("rows[0].asked[0].times", equalTo(6));
        given().queryParam("origin", origin)
                .get("/api/v1/proofs")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].rows", equalTo(1))
                .body("items[0].rowsOk", equalTo(0))
                .body("items[0].reachable", equalTo(false))
                .body("next", nullValue());
    }

    @Test
    void shouldNotReplaceAProofByAnother() throws JsonProcessingException {
        ProofReport report = Proofs.report(origin, Proofs.AT, Proofs.row("h", "p"));
        post(json(report)).statusCode(201);

        post(json(report).replace("\"reachable\":false", "\"reachable\":true"))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:portreach:problem:conflict"));

        given().get("/api/v1/proofs/" + report.id()).then().body("reachable", equalTo(false));
    }

    @Test
    void shouldFindProofsByEndpointPolicyAndTime() throws JsonProcessingException {
        String host = "h-" + UUID.randomUUID();
        String other = "o-" + UUID.randomUUID();
        post(json(Proofs.report(origin, Proofs.AT, Proofs.row(host, "control"), Proofs.row(other, "data"))))
                .statusCode(201);
        post(json(Proofs.report(origin, Proofs.AT.plusSeconds(60), Proofs.row(host, "data"))))
                .statusCode(201);

        assertThat(found("endpoint", host)).hasSize(2);
        assertThat(found("endpoint", host, "policy", "control")).containsExactly("2026-03-01T10:00:00Z");
        assertThat(found("endpoint", other, "policy", "control")).isEmpty();
        assertThat(found("endpoint", host, "from", "2026-03-01T10:01:00Z")).containsExactly("2026-03-01T10:01:00Z");
        assertThat(found("endpoint", host, "until", "2026-03-01T10:01:00Z")).containsExactly("2026-03-01T10:00:00Z");
        assertThat(found("endpoint", "192.0.2.7", "origin", origin, "policy", "data"))
                .hasSize(2);
        assertThat(found("endpoint", "'; drop table proof; --")).isEmpty();
    }

    @Test
    void shouldPageFromTheNewestOn() throws JsonProcessingException {
        for (int i = 0; i < 5; i++) { // two at the same instant
            post(json(Proofs.report(origin, Proofs.AT.plusSeconds(i / 2), Proofs.row("h", "p"))))
                    .statusCode(201);
        }
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = given().queryParam("origin", origin)
                    .queryParam("limit", 2)
                    .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                    .get("/api/v1/proofs")
                    .jsonPath();
            all.addAll(page.getList("items.id", String.class));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(all).hasSize(5).doesNotHaveDuplicates();
        assertThat(found("origin", origin)).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"reachable\":false|\"reachable\":false,\"colour\":1|colour",
                "\"reachable\":false|\"reachable\":\"false\"|reachable",
                "\"packVersion\":2|\"packVersion\":2.5|packVersion",
                "\"protocol\":\"tcp\"|\"protocol\":\"sctp\"|rows.[0].protocol",
                "\"protocol\":\"tcp\"|\"protocol\":\"icmp\"|rows[0].ports",
                "\"protocol\":\"tcp\"|\"protocol\":0|rows.[0].protocol",
                "\"protocol\":\"tcp\"|\"protocol\":\"unrecognised\"|rows[0].protocol",
                "\"ports\":\"8081\"|\"ports\":\"99999\"|rows.[0].runs.[1].ports",
                "\"ports\":\"8081\"|\"ports\":\"8080\"|rows[0].runs[1].ports",
                "\"address\":\"192.0.2.7\"|\"address\":\"<script>\"|rows[0].address",
                "\"origin\":\"|\"origin\":\"\\u0000|origin",
            })
    void shouldNameWhatIsWrong(String good, String bad, String field) throws JsonProcessingException {
        String body = json(Proofs.report(origin, Proofs.AT, Proofs.row("h", "p")));
        assertThat(body).contains(good);
        post(body.replace(good, bad))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
        assertThat(found("origin", origin)).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNoProofAtAll() throws JsonProcessingException {
        String body = json(Proofs.report(origin, Proofs.AT, Proofs.row("h", "p")));
        for (String bad :
                List.of("", "null", "[]", "{", "{}", body + "{}", body.replaceFirst("\\{", "{\"id\":null,"))) {
            post(bad).statusCode(400).contentType("application/problem+json");
        }
        post("{\"origin\":\"" + "x".repeat(1024 * 1024) + "\"}").statusCode(413);
        assertThat(found("origin", origin)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "cursor=YWJj,cursor",
        "from=yesterday,from",
        "from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z,from",
        "endpoint=%00,endpoint",
    })
    void shouldRefuseBadQueries(String query, String field) {
        given().urlEncodingEnabled(false)
                .get("/api/v1/proofs?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
    }

    @Test
    void shouldSayThatThereIsNoSuchProof() {
        given().get("/api/v1/proofs/" + UUID.randomUUID()).then().statusCode(404);
        given().get("/api/v1/proofs/7").then().statusCode(404).contentType("application/problem+json");
    }

    /** Times of what is found, in the list's order. */
    private static List<String> found(String... parameters) {
        var request = given();
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/api/v1/proofs")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.at", String.class);
    }

    private static ValidatableResponse post(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/proofs")
                .then();
    }

    private static String json(ProofReport report) throws JsonProcessingException {
        return EventJson.mapper().writeValueAsString(report);
    }
}
