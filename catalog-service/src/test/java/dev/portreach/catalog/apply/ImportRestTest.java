package dev.portreach.catalog.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import dev.portreach.catalog.CatalogBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(CatalogBackends.class)
class ImportRestTest {

    /** Requests whose content type is sent as it is; REST Assured would add a charset of its own. */
    private static RequestSpecification given() {
        return RestAssured.given()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }

    private static ValidatableResponse imported(String path, String type, String body) {
        return send(path, type, body, StandardCharsets.UTF_8).then();
    }

    private static Response send(String path, String type, String body, Charset charset) {
        return given().header("Content-Type", type).body(body.getBytes(charset)).post("/api/v1/" + path);
    }

    @Test
    void shouldShowInADryRunWhatItThenDoes() {
        String csv =
                """
                id,name,region,access,sources,concurrentUsers,labels
                imp-a,A,imp,direct,10.1.0.0/16;2001:db8::/48,12,tier=gold;note=a\\;b
                imp-b,"B, the second",imp,extranet-vpn,,,
                """;
        String plan = imported("sites/import?dryRun=true", "text/csv", csv)
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("created", equalTo(2))
                .body("changes.id", contains("imp-a", "imp-b"))
                .extract()
                .path("plan");
        given().get("/api/v1/sites/imp-a").then().statusCode(404);

        given().header("Content-Type", "text/csv")
                .header("If-Match", '"' + plan + '"')
                .header("X-Reason", "new offices")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/sites/import")
                .then()
                .statusCode(200)
                .header("ETag", '"' + plan + '"')
                .body("created", equalTo(2));
        given().get("/api/v1/sites/imp-a")
                .then()
                .body("sources", contains("10.1.0.0/16", "2001:db8::/48"))
                .body("concurrentUsers", equalTo(12))
                .body("labels.note", equalTo("a;b"));
        given().get("/api/v1/sites/imp-b").then().body("name", equalTo("B, the second"));
        given().queryParam("subject", "imp-b")
                .get("/api/v1/audit")
                .then()
                .body("items.reason", contains("new offices"))
                .body("items.action", contains("create"));

        imported("sites/import", "text/csv", csv.replace("the second", "the last"))
                .statusCode(200)
                .body("unchanged", equalTo(1))
                .body("changed", equalTo(1))
                .body("changes[0].fields[0].field", equalTo("name"))
                .body("changes[0].fields[0].from", equalTo("B, the second"));
        imported("sites/import", "text/csv", csv.replace("the second", "the last"))
                .body("unchanged", equalTo(2))
                .body("changes", hasSize(0));
        given().get("/api/v1/sites/imp-b/versions")
                .then()
                .body("items.number", contains(2, 1))
                .body("items[0].changed.field", contains("name"));
        given().get("/api/v1/sites/imp-b/versions/1")
                .then()
                .statusCode(200)
                .body("item.name", equalTo("B, the second"));
        given().get("/api/v1/sites/imp-b/versions/3").then().statusCode(404);
    }

    @Test
    void shouldRefuseAllForAnyBadLineAndSayEveryOne() {
        imported(
                        "sites/import",
                        "text/csv",
                        """
                        id,access,sources,concurrentUsers
                        bad-a,direct,,
                        bad-b,nowhere,,
                        bad-c,direct,10.0.0.1;10.0.0.0/33,
                        bad-d,direct,,many
                        bad-a,direct,,
                        """)
                .statusCode(400)
                .body("errors.line", hasItems(3, 4, 5, 6))
                .body("errors.field", hasItems("sites[1].access", "sites[2].sources[0]", "sites[2].sources[1]"))
                .body("errors.find { it.field == 'sites[2].sources[1]' }.column", equalTo(3))
                .body("errors.find { it.line == 6 }.reason", containsString("given twice"));
        given().get("/api/v1/sites/bad-a").then().statusCode(404);

        imported(
                        "endpoints/import",
                        "application/yaml",
                        """
                        - id: bad-1
                          component: delivery-receiver
                          address: 10.0.0.1
                        - id: bad-2
                          component: nobody
                          address: 10.0.0.1
                        - id: bad-3
                          component: delivery-receiver
                          address: 10.0.0.1
                          sites: region in
                        """)
                .statusCode(400)
                .body("errors.field", contains("endpoints[2].sites"))
                .body("errors.line", contains(10))
                .body("errors.column", contains(10));
        imported(
                        "endpoints/import",
                        "application/json",
                        """
                        [{"id": "bad-1", "component": "delivery-receiver", "address": "10.0.0.1"},
                         {"id": "bad-2", "component": "nobody",
                          "address": "10.0.0.1"}]""")
                .statusCode(400)
                .body("errors[0].field", equalTo("endpoints[1].component"))
                .body("errors[0].reason", equalTo("there is no component nobody"))
                .body("errors[0].line", equalTo(2))
                .body("errors[0].column", equalTo(31));
        given().get("/api/v1/endpoints/bad-1").then().statusCode(404);
    }

    @Test
    void shouldRefuseWhatIsNoUtf8AndYamlThatGrows() {
        Response latin = send("sites/import", "text/csv", "id,access\nzürich,direct\n", StandardCharsets.ISO_8859_1);
        latin.then().statusCode(400).body("errors[0].line", equalTo(2)).body("errors[0].column", equalTo(2));
        send("sites/import", "text/csv", "id,access\nutf-16,direct\n", StandardCharsets.UTF_16)
                .then()
                .statusCode(400);
        imported("sites/import", "text/csv; charset=windows-1252", "id,access\n")
                .statusCode(400);
        imported("sites/import", "text/csv", "\uFEFFid,access\nwith-bom,direct\n")
                .statusCode(200)
                .body("created", equalTo(1));

        imported("sites/import", "application/yaml", "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n")
                .statusCode(400)
                .body("errors[0].reason", containsString("anchor"))
                .body("errors[0].line", equalTo(1));
        imported("sites/import", "application/yaml", "- id: twice\n  id: twice\n")
                .statusCode(400)
                .body("errors[0].line", equalTo(2));
        imported("sites/import", "application/yaml", "[".repeat(100_000)).statusCode(400);
        imported("sites/import", "application/yaml", "- !!java.net.URL [x]\n").statusCode(400);
        imported("sites/import", "application/json", "[{\"id\": \"x\", \"colour\": 1}]")
                .statusCode(400)
                .body("errors[0].field", equalTo("sites[0].colour"));
    }

    @Test
    void shouldTakeLargerFilesThanSingleItems() {
        String rows = IntStream.range(0, 12_000)
                .mapToObj(i -> "big-%d,direct,%s\n".formatted(i, "x".repeat(100)))
                .collect(Collectors.joining());
        imported("sites/import?dryRun=true", "text/csv", "id,access,name\n" + rows)
                .statusCode(200)
                .body("created", equalTo(12_000));
        given().get("/api/v1/sites/big-0").then().statusCode(404);
    }

    @Test
    void shouldGiveCsvThatComesBackAndThatNoSpreadsheetComputes() {
        imported(
                        "sites/import",
                        "application/json",
                        """
                        [{"id": "csv-a", "region": "csv", "access": "direct", "name": "=1+1", "contact": "@a",
                          "labels": {"k": "-1"}, "enforcementPoints": [{"name": "fw|1", "owner": "o;p"}, {"name": "x"}]}]""")
                .statusCode(200);
        Response csv = given().accept("text/csv").queryParam("region", "csv").get("/api/v1/sites");
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.asString()).contains(",'=1+1,").contains("'@a").contains("k=-1");
        imported("sites/import", "text/csv", csv.asString())
                .statusCode(200)
                .body("unchanged", equalTo(1))
                .body("changes", hasSize(0));
    }

    @Test
    void shouldLoseNoUpdateBetweenAnImportAndASingleEdit() throws Exception {
        imported("sites/import", "text/csv", "id,access,name\nrace-a,direct,zero\n")
                .statusCode(200);
        String etag = given().get("/api/v1/sites/race-a").header("ETag");
        String file = "id,access,name\nrace-a,direct,imported\n";
        String plan =
                imported("sites/import?dryRun=true", "text/csv", file).extract().path("plan");
        ExecutorService editors = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> edits = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String body = "{\"access\": \"direct\", \"name\": \"editor %d\"}".formatted(i);
                edits.add(() -> given().header("Content-Type", "application/json")
                        .header("If-Match", etag)
                        .body(body)
                        .put("/api/v1/sites/race-a")
                        .statusCode());
            }
            edits.add(() -> given().header("Content-Type", "text/csv")
                    .header("If-Match", '"' + plan + '"')
                    .body(file.getBytes(StandardCharsets.UTF_8))
                    .post("/api/v1/sites/import")
                    .statusCode());
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : editors.invokeAll(edits)) {
                statuses.add(status.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(200, 412, 412, 412);
        } finally {
            editors.shutdownNow();
        }
        given().get("/api/v1/sites/race-a/versions").then().body("items", hasSize(2));
    }

    @Test
    void shouldSendEndpointsOnlyToSitesThatTheirSelectorNames() {
        imported(
                        "sites/import",
                        "text/csv",
                        """
                        id,access,region,labels
                        sel-a,direct,sel,tier=gold
                        sel-b,extranet-vpn,sel,tier=tin
                        sel-c,extranet-vpn,,
                        """)
                .statusCode(200);
        given().queryParam("labels", "region=sel,tier in (gold,silver)")
                .get("/api/v1/sites")
                .then()
                .statusCode(200)
                .body("items.id", contains("sel-a"));
        given().queryParam("labels", "region=sel,access!=direct")
                .get("/api/v1/sites")
                .then()
                .body("items.id", contains("sel-b"));
        given().queryParam("labels", "!region,site=sel-c,tier!=gold")
                .get("/api/v1/sites")
                .then()
                .body("items.id", contains("sel-c"));
        given().queryParam("labels", "tier in gold")
                .get("/api/v1/sites")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("labels"));
        given().queryParam("kind", "site")
                .queryParam("limit", "0")
                .get("/api/v1/audit")
                .then()
                .statusCode(400);
        given().queryParam("kind", "site").get("/api/v1/audit").then().body("items.subject", hasItem("sel-c"));
    }
}
