package dev.portreach.alert.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.portreach.alert.support.Infrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with a request, the answer is a Problem that names it. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class BadInputTest {

    private final String channel =
            "/api/v1/channels/bad-" + UUID.randomUUID().toString().substring(0, 8);

    @ParameterizedTest
    @CsvSource({
        "/api/v1/checks?limit=0,limit",
        "/api/v1/checks?limit=501,limit",
        "/api/v1/checks?limit=ten,limit",
        "/api/v1/checks?verdict=bad,verdict",
        "/api/v1/checks?site=Not%20A%20Slug,site",
        "/api/v1/checks?cursor=%21%21,cursor",
        "/api/v1/incidents?status=closed,status",
        "/api/v1/incidents?from=yesterday,from",
        "/api/v1/incidents?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z,from",
        "/api/v1/incidents?cursor=YWJj,cursor",
        "/api/v1/deliveries?state=lost,state",
        "/api/v1/deliveries?cursor=YWJj,cursor",
        "/api/v1/history?component=a,site",
        "/api/v1/history?site=a,component",
        "/api/v1/checks/a:b:c:d/history?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z,from",
        "/api/v1/checks/a:b:c:d/history?from=2001-01-02T00:00:00Z&to=2026-01-01T00:00:00Z,from",
        "/api/v1/checks/a:b:c:d/state?at=+1000000000-01-01T00:00:00Z,at",
    })
    void shouldNameTheWrongParameter(String path, String field) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:portreach:problem:invalid"))
                .body("instance", startsWith("/api/v1/"))
                .body("errors.field", hasItem(field));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/checks/a:b:c:d",
        "/api/v1/checks/a:b:c:d/history",
        "/api/v1/checks/a:b:c:d/state",
        "/api/v1/history?site=nowhere&component=nothing",
        "/api/v1/incidents/inc-none",
        "/api/v1/channels/none",
        "/api/v1/nothing-here",
    })
    void shouldSayWhatIsNotThere(String path) {
        given().get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"mail\",\"url\":\"http://a/b\"}|type",
                "{\"type\":\"json\"}|url",
                "{\"url\":\"http://a/b\"}|type",
                "{\"type\":\"json\",\"url\":\"ftp://a/b\"}|url",
                "{\"type\":\"json\",\"url\":\"/b\"}|url",
                "{\"type\":\"json\",\"url\":\"http://user:pass@a/b\"}|url",
                "{\"type\":\"json\",\"url\":\"http://a:99999/b\"}|url",
                "{\"type\":\"json\",\"url\":\"http://a b\"}|url",
                "{\"type\":\"json\",\"url\":\"https://a/…\"}|url",
                "{\"type\":\"json\",\"url\":\"http://a/b\",\"colour\":1}|colour",
                "{\"type\":\"json\",\"url\":\"http://a/b\",\"enabled\":{}}|enabled",
            })
    void shouldRefuseBadChannels(String body, String field) {
        Response answer = given().contentType(ContentType.JSON).body(body).put(channel);

        answer.then().statusCode(400).contentType("application/problem+json").body("errors.field", hasItem(field));
        assertThat(answer.asString()).doesNotContain("user:pass");
        given().get(channel).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{", "[]", "\"text\"", "null", "''", "{} {}"})
    void shouldRefuseWhatIsNoChannelAtAll(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .put(channel)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void shouldRefuseHugeBodies() {
        given().contentType(ContentType.JSON)
                .body("{\"type\":\"" + "x".repeat(10_000_000) + "\"}")
                .put(channel)
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void shouldHideAddressesAndGuardVersions() {
        // given
        String body = "{\"type\":\"json\",\"url\":\"https://hooks.example.com/T0/secret?k=1\",\"enabled\":false}";
        String etag = given().contentType(ContentType.JSON)
                .body(body)
                .header("If-None-Match", "*")
                .put(channel)
                .then()
                .statusCode(201)
                .body("url", equalTo("https://hooks.example.com/…"))
                .extract()
                .header("ETag");

        // when / then
        given().get(channel)
                .then()
                .statusCode(200)
                .header("ETag", equalTo(etag))
                .body(not(containsString("/secret")))
                .body(not(containsString("k=1")));
        given().contentType(ContentType.JSON)
                .body(body)
                .header("If-None-Match", "*")
                .put(channel)
                .then()
                .statusCode(412)
                .contentType("application/problem+json");
        given().contentType(ContentType.JSON)
                .body(body.replace("json", "slack"))
                .header("If-Match", etag)
                .put(channel)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(etag)));
        given().header("If-Match", etag).delete(channel).then().statusCode(412);
        given().delete(channel).then().statusCode(204);
        given().delete(channel).then().statusCode(404);
    }

    @Test
    void shouldNotTakeAnotherOfTheSameIdForTheOneThatWasRead() {
        // given
        String read = created();
        given().delete(channel).then().statusCode(204);

        // when
        String present = created();

        // then
        given().header("If-Match", read).delete(channel).then().statusCode(412);
        given().header("If-Match", present).delete(channel).then().statusCode(204);
    }

    private String created() {
        return given().contentType(ContentType.JSON)
                .body("{\"type\":\"json\",\"url\":\"https://hooks.example.com/a\",\"enabled\":false}")
                .put(channel)
                .then()
                .statusCode(201)
                .extract()
                .header("ETag");
    }
}
