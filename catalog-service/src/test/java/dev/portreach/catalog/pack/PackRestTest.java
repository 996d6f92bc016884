package dev.portreach.catalog.pack;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.portreach.catalog.CatalogBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(CatalogBackends.class)
class PackRestTest {

    private static final String YAML = "application/yaml";
    private static final String PACK =
            """
            id: %1$s
            version: %2$d
            components:
              - {id: %1$s-c, name: Of the pack}
            policies:
              - {key: %1$s.kept, component: %1$s-c, protocol: tcp, ports: %3$d}
              - {key: %1$s.%4$s, component: %1$s-c, protocol: udp, ports: 5000-5009}
            """;

    @Inject
    DataSource database;

    private static RequestSpecification body(String type, String text) {
        return with(ContentType.TEXT).contentType(type).body(text);
    }

    private static RequestSpecification bytes(byte[] bytes) {
        return with(ContentType.BINARY).contentType(YAML).body(bytes);
    }

    private static RequestSpecification with(ContentType encoding) {
        return given().config(RestAssured.config()
                .encoderConfig(EncoderConfig.encoderConfig()
                        .defaultContentCharset(StandardCharsets.UTF_8)
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(YAML, encoding)
                        .encodeContentTypeAs(YAML + ";charset=ISO-8859-1", encoding)
                        .encodeContentTypeAs("text/csv", encoding)));
    }

    @Test
    void shouldGiveBackWhatItTookInEveryFormat() {
        body(YAML, PACK.formatted("carry", 1, 80, "one"))
                .post("/api/v1/packs")
                .then()
                .statusCode(201);

        String yaml = text("carry", YAML);
        String json = text("carry", "application/json");
        String csv = text("carry", "text/csv");

        assertThat(yaml).startsWith("---\nid: carry");
        assertThat(csv).startsWith("key,component,component name");
        String etag = given().get("/api/v1/packs/carry").header("ETag");
        for (Response same : new Response[] {
            body(YAML, yaml).put("/api/v1/packs/carry"),
            body("application/json", json).put("/api/v1/packs/carry"),
            body("text/csv", csv).queryParam("version", 1).put("/api/v1/packs/carry")
        }) {
            same.then().statusCode(200).header("ETag", etag);
        }
    }

    @Test
    void shouldShowAnUpgradeBeforeAndApplyItInOne() throws SQLException {
        body(YAML, PACK.formatted("up", 1, 80, "one"))
                .post("/api/v1/packs")
                .then()
                .statusCode(201);
        put("endpoints/up-1", "{\"component\":\"up-c\",\"address\":\"10.0.0.1\"}");
        put("sites/up-here", "{\"access\":\"direct\",\"components\":[\"up-c\"]}");
        put("sites/up-not", "{\"access\":\"direct\",\"components\":[\"delivery-receiver\"]}");
        long before = stored();

        body(YAML, PACK.formatted("up", 2, 81, "two"))
                .queryParam("dryRun", true)
                .put("/api/v1/packs/up")
                .then()
                .statusCode(200)
                .body("fromVersion", equalTo(1))
                .body("toVersion", equalTo(2))
                .body("added.id", contains("up.two"))
                .body("removed.id", contains("up.one"))
                .body("changed.id", contains("up.kept"))
                .body("changed[0].fields.name", contains("ports"))
                .body("changed[0].fields[0].before", equalTo("80"))
                .body("changed[0].fields[0].after", equalTo("81"))
                .body("sites.findAll { it.startsWith('up-') }", contains("up-here"))
                .body("refusals", empty());
        assertThat(stored()).isEqualTo(before);
        given().get("/api/v1/policies/up.kept").then().body("ports", equalTo("80"));

        body(YAML, PACK.formatted("up", 2, 81, "two"))
                .put("/api/v1/packs/up")
                .then()
                .statusCode(200);

        given().get("/api/v1/policies/up.kept").then().body("ports", equalTo("81"));
        given().get("/api/v1/policies/up.one").then().statusCode(404);
        given().get("/api/v1/packs/up/versions")
                .then()
                .body("items.version", contains(2, 1))
                .body("items[0].publishedBy", equalTo("anonymous"))
                .body("items[0].publishedAt", notNullValue());
        given().get("/api/v1/packs/up/versions/1")
                .then()
                .statusCode(200)
                .body("policies.key", contains("up.kept", "up.one"));
        given().get("/api/v1/packs/up/versions/3").then().statusCode(404);
    }

    @Test
    void shouldRefuseToDropWhatIsInUseAndSayAllReasons() throws SQLException {
        body(YAML, PACK.formatted("used", 1, 80, "one"))
                .post("/api/v1/packs")
                .then()
                .statusCode(201);
        put(
                "endpoints/used-1",
                "{\"component\":\"used-c\",\"address\":\"10.0.0.1\",\"portOverrides\":{\"used.one\":\"5\"}}");
        put(
                "sites/used-here",
                """
                {"access":"direct","components":["used-c"],"overrides":[{"policy":"used.one","ports":"6"}]}""");
        long before = stored();
        String reason = "policy used.one is gone from the pack, but in use by endpoint used-1, site used-here";

        body(YAML, PACK.formatted("used", 2, 80, "two"))
                .queryParam("dryRun", "true")
                .put("/api/v1/packs/used")
                .then()
                .statusCode(200)
                .body("refusals", contains(reason));
        body(YAML, PACK.formatted("used", 2, 80, "two"))
                .put("/api/v1/packs/used")
                .then()
                .statusCode(409)
                .body("detail", equalTo(reason));

        assertThat(stored()).isEqualTo(before);
        given().get("/api/v1/packs/used").then().body("version", equalTo(1));
        given().get("/api/v1/packs/used/versions").then().body("items", hasSize(1));
    }

    @Test
    void shouldNotChangeAPublishedVersion() throws SQLException {
        body(YAML, PACK.formatted("fixed", 1, 80, "one"))
                .post("/api/v1/packs")
                .then()
                .statusCode(201);
        body(YAML, PACK.formatted("fixed", 2, 81, "one"))
                .put("/api/v1/packs/fixed")
                .then()
                .statusCode(200);
        long before = stored();

        for (int version = 1; version <= 2; version++) {
            body(YAML, PACK.formatted("fixed", version, 82, "one"))
                    .put("/api/v1/packs/fixed")
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("urn:portreach:problem:conflict"))
                    .body("detail", startsWith("version %d of pack fixed is published".formatted(version)));
        }
        assertThat(stored()).isEqualTo(before);

        body(YAML, PACK.formatted("fixed", 1, 80, "one"))
                .put("/api/v1/packs/fixed")
                .then()
                .statusCode(200);
        given().get("/api/v1/policies/fixed.kept").then().body("ports", equalTo("80"));
    }

    @Test
    void shouldStoreNothingOfHostileBodies() throws SQLException {
        long before = stored();
        refused(body(YAML, "id: &a bomb\nversion: 1\nname: *a"), 400, "has an anchor");
        refused(body(YAML, "id: bomb\nid: bomb"), 400, "twice");
        refused(body(YAML, PACK.formatted("bomb", 1, 80, "one") + "colour: red"), 400, "is not a known field");
        refused(bytes("id: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1)), 400, "is not UTF-8");
        refused(bytes("id: x".getBytes(StandardCharsets.UTF_16)), 400, "is not UTF-8");
        refused(body("application/json", "{\"id\":\"x\u0000\"}"), 400, "NUL");
        refused(body(YAML + ";charset=ISO-8859-1", "id: x"), 400, "must be in UTF-8");
        refused(body("application/json", "null"), 400, "holds no pack");
        refused(body("application/json", ""), 400, "");
        refused(body(YAML, "x".repeat(2 << 20)), 413, "may have");
        refused(body("text/plain", "id: x"), 415, "");
        body("text/csv", "component,port,protocol,purpose\nbomb,0,tcp,a\nbomb,1,icmp,b\n")
                .queryParam("version", 1)
                .put("/api/v1/packs/bomb")
                .then()
                .statusCode(400)
                .body("errors.line", contains(2, 3))
                .body("errors.column", contains(2, 2));
        body("text/csv", "component,port,protocol\n")
                .put("/api/v1/packs/bomb")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("version"));
        body(YAML, PACK.formatted("bomb", 1, 80, "one"))
                .queryParam("dryRun", "1")
                .post("/api/v1/packs")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("dryRun"));
        assertThat(stored()).isEqualTo(before);
        given().get("/api/v1/packs/bomb").then().statusCode(404);
    }

    @Test
    void shouldBringTheBuiltInPacksAndProbeNothingForThem() {
        for (String name : PackFiles.BUILT_IN) {
            given().get("/api/v1/packs/" + name).then().statusCode(200).body("version", equalTo(1));
        }
        put("sites/built-in-all", "{\"access\":\"direct\"}");
        given().get("/api/v1/sites/built-in-all/effective")
                .then()
                .body("items.component.findAll { it.startsWith('isis') || it.startsWith('interplay-') }", empty());
    }

    private static void refused(RequestSpecification request, int status, String reason) {
        request.post("/api/v1/packs")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(reason));
    }

    private static void put(String path, String json) {
        body("application/json", json).put("/api/v1/" + path).then().statusCode(201);
    }

    private static String text(String pack, String type) {
        Response response = given().accept(type).get("/api/v1/packs/" + pack);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith(type);
        return response.asString();
    }

    private long stored() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement(
                        "select (select count(*) from catalog.audit) + (select count(*) from catalog.pack_versions)");
                ResultSet row = count.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
