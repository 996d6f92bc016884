package dev.portreach.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.portreach.contracts.trust.AgentKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(CatalogBackends.class)
class CatalogRestTest {

    @Inject
    DataSource database;

    private static RequestSpecification json(String body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    @Test
    void shouldCreateReadReplaceAndDeleteWithETags() {
        String created = json("{\"id\":\"crud-a\",\"name\":\"A\"}")
                .post("/api/v1/components")
                .then()
                .statusCode(201)
                .header("Location", endsWith("/api/v1/components/crud-a"))
                .body("name", equalTo("A"))
                .extract()
                .header("ETag");

        given().get("/api/v1/components/crud-a").then().statusCode(200).header("ETag", created);

        String replaced = json("{\"name\":\"B\"}")
                .header("If-Match", created)
                .put("/api/v1/components/crud-a")
                .then()
                .statusCode(200)
                .body("id", equalTo("crud-a"))
                .body("name", equalTo("B"))
                .extract()
                .header("ETag");
        assertThat(replaced).isNotEqualTo(created);

        json("{\"name\":\"C\"}")
                .header("If-Match", created)
                .put("/api/v1/components/crud-a")
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:portreach:problem:precondition-failed"));
        given().header("If-Match", created)
                .delete("/api/v1/components/crud-a")
                .then()
                .statusCode(412);
        given().header("If-Match", replaced)
                .delete("/api/v1/components/crud-a")
                .then()
                .statusCode(204);
        given().get("/api/v1/components/crud-a")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("instance", equalTo("/api/v1/components/crud-a"));
    }

    @Test
    void shouldCreateByPutOnlyWhereNothingIsExpected() {
        json("{\"name\":\"P\"}")
                .header("If-None-Match", "*")
                .put("/api/v1/components/put-a")
                .then()
                .statusCode(201);
        json("{\"name\":\"Q\"}")
                .header("If-None-Match", "*")
                .put("/api/v1/components/put-a")
                .then()
                .statusCode(412);
        json("{\"name\":\"Q\"}")
                .header("If-Match", "*")
                .put("/api/v1/components/put-b")
                .then()
                .statusCode(412);
        given().get("/api/v1/components/put-b").then().statusCode(404);
    }

    @Test
    void shouldRefuseDuplicates() {
        json("{\"id\":\"dup\"}").post("/api/v1/components").then().statusCode(201);
        json("{\"id\":\"dup\",\"name\":\"other\"}")
                .post("/api/v1/components")
                .then()
                .statusCode(409)
                .body("errors[0].field", equalTo("id"))
                .body("errors[0].reason", containsString("dup is there already"));
        given().get("/api/v1/components/dup").then().body("name", equalTo("dup"));
    }

    @Test
    void shouldLoadTheBuiltInPack() {
        given().get("/api/v1/packs/media-composer-cloud")
                .then()
                .statusCode(200)
                .body("version", equalTo(1))
                .body("policies", hasSize(6));
        given().get("/api/v1/policies/delivery-receiver.data")
                .then()
                .statusCode(200)
                .body("ports", equalTo("20020-21020"))
                .body("expectation", equalTo("permitted"))
                .body("rangeMode", equalTo("on-demand"));
        given().queryParam("component", "interplay-central")
                .get("/api/v1/policies")
                .then()
                .body("items.key", contains("central.http", "central.https"));
    }

    @Test
    void shouldListSitesInPagesAndByFilters() {
        for (int i = 0; i < 5; i++) {
            json("""
                    {"id":"page-%d","region":"paging","access":"%s","labels":{"tier":"%s"}}"""
                            .formatted(i, i % 2 == 0 ? "direct" : "extranet-vpn", i < 2 ? "gold" : "tin"))
                    .post("/api/v1/sites")
                    .then()
                    .statusCode(201);
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            var page = given().queryParam("region", "paging").queryParam("limit", 2);
            var answer = (cursor.isEmpty() ? page : page.queryParam("cursor", cursor))
                    .get("/api/v1/sites")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(answer.getList("items.id"));
            cursor = answer.getString("next");
        }
        assertThat(seen).containsExactly("page-0", "page-1", "page-2", "page-3", "page-4");

        given().queryParam("label", "tier=gold")
                .queryParam("access", "direct")
                .get("/api/v1/sites")
                .then()
                .body("items.id", contains("page-0"))
                .body("next", nullValue());
    }

    /** What was read before is taken again only as long as the row is the same, whoever changed it. */
    @Test
    void shouldShowWhatTheDatabaseHoldsNow() throws SQLException {
        json("{\"id\":\"known\",\"access\":\"direct\",\"region\":\"known\"}")
                .post("/api/v1/sites")
                .then()
                .statusCode(201);
        given().get("/api/v1/sites/known").then().body("name", equalTo("known"));
        given().queryParam("region", "known").get("/api/v1/sites").then().body("items.name", contains("known"));

        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update catalog.sites set name = 'other' where id = 'known'")) {
            update.executeUpdate();
        }

        given().get("/api/v1/sites/known").then().body("name", equalTo("other"));
        given().queryParam("region", "known").get("/api/v1/sites").then().body("items.name", contains("other"));
    }

    @Test
    void shouldNotDeleteWhatIsInUseAndSayByWhat() {
        json("{\"id\":\"used\"}").post("/api/v1/components").then().statusCode(201);
        json("{\"key\":\"used.p\",\"component\":\"used\",\"protocol\":\"udp\",\"ports\":\"53\"}")
                .post("/api/v1/policies")
                .then()
                .statusCode(201);
        json("{\"id\":\"used-site\",\"access\":\"direct\",\"components\":[\"used\"]}")
                .post("/api/v1/sites")
                .then()
                .statusCode(201);
        json("""
                {"id":"used-1","component":"used","address":"10.0.0.1","portOverrides":{"used.p":"5353"},
                 "siteAddresses":{"used-site":"2001:db8::1"}}""")
                .post("/api/v1/endpoints")
                .then()
                .statusCode(201);

        given().delete("/api/v1/components/used")
                .then()
                .statusCode(409)
                .body("detail", containsString("policy used.p, endpoint used-1, site used-site"));
        given().delete("/api/v1/policies/used.p")
                .then()
                .statusCode(409)
                .body("detail", containsString("endpoint used-1"));
        given().delete("/api/v1/sites/used-site")
                .then()
                .statusCode(409)
                .body("detail", containsString("endpoint used-1"));

        given().delete("/api/v1/endpoints/used-1").then().statusCode(204);
        given().delete("/api/v1/sites/used-site").then().statusCode(204);
        given().delete("/api/v1/policies/used.p").then().statusCode(204);
        given().delete("/api/v1/components/used").then().statusCode(204);
    }

    @Test
    void shouldEnrolAgentsOncePerKey() {
        json("{\"id\":\"enrol\",\"access\":\"direct\"}")
                .post("/api/v1/sites")
                .then()
                .statusCode(201);
        String agent = "{\"id\":\"enrol-1\",\"publicKey\":\"%s\"}";
        String key = AgentKeys.encode(AgentKeys.generate().getPublic());
        String agents = "/api/v1/sites/enrol/agents";
        json(agent.formatted(key)).post(agents).then().statusCode(201);
        json(agent.formatted(key)).post(agents).then().statusCode(200);
        json(agent.formatted(AgentKeys.encode(AgentKeys.generate().getPublic())))
                .post(agents)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:portreach:problem:conflict"));
        json(agent.formatted("bm90IGEga2V5"))
                .post(agents)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("publicKey"));
        given().get(agents).then().body("items.publicKey", contains(key));
        given().delete(agents + "/enrol-1").then().statusCode(204);
        given().get(agents).then().body("items", hasSize(0));
        given().get("/api/v1/sites/nowhere/agents").then().statusCode(404);
    }

    @Test
    void shouldLoseNoUpdateOfConcurrentEditors() throws Exception {
        String etag = json("{\"id\":\"race\"}").post("/api/v1/components").header("ETag");
        ExecutorService editors = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Integer>> edits = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String body = "{\"name\":\"editor %d\"}".formatted(i);
                edits.add(() -> json(body)
                        .header("If-Match", etag)
                        .put("/api/v1/components/race")
                        .statusCode());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : editors.invokeAll(edits)) {
                statuses.add(status.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(200, 412, 412, 412, 412, 412);
        } finally {
            editors.shutdownNow();
        }
    }

    @Test
    void shouldKeepWhoChangedWhatFromWhatToWhat() throws SQLException {
        json("{\"id\":\"audited\",\"name\":\"One\"}")
                .header("X-Portreach-User", "ada")
                .post("/api/v1/components")
                .then()
                .statusCode(201);
        json("{\"name\":\"Two\"}").put("/api/v1/components/audited").then().statusCode(200);
        json("{\"name\":\"Two\"}").put("/api/v1/components/audited").then().statusCode(200); // changes nothing
        given().delete("/api/v1/components/audited").then().statusCode(204);

        assertThat(audit("audited"))
                .containsExactly("ada create null One", "anonymous replace One Two", "anonymous delete Two null");
    }

    @Test
    void shouldReplaceAPackAndDropWhatItNoLongerHas() {
        String pack =
                """
                {"id":"swap","version":%d,"components":[{"id":"swap-c"}],
                 "policies":[{"key":"swap.%s","component":"swap-c","protocol":"tcp","ports":"80"}]}""";
        json(pack.formatted(1, "one")).post("/api/v1/packs").then().statusCode(201);
        given().get("/api/v1/components/swap-c").then().body("pack", equalTo("swap"));

        json(pack.formatted(2, "two")).put("/api/v1/packs/swap").then().statusCode(200);

        given().get("/api/v1/policies/swap.one").then().statusCode(404);
        given().get("/api/v1/policies/swap.two").then().statusCode(200);

        json("{\"component\":\"swap-c\",\"address\":\"10.0.0.1\",\"portOverrides\":{\"swap.two\":\"81\"}}")
                .put("/api/v1/endpoints/swap-1")
                .then()
                .statusCode(201);
        json(pack.formatted(3, "three"))
                .put("/api/v1/packs/swap")
                .then()
                .statusCode(409)
                .body("detail", containsString("endpoint swap-1"));
        given().get("/api/v1/policies/swap.three").then().statusCode(404);
        given().get("/api/v1/packs/swap").then().body("version", equalTo(2));
        given().delete("/api/v1/endpoints/swap-1").then().statusCode(204);
    }

    private List<String> audit(String subject) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        """
                        select concat_ws(' ', who, action, coalesce(before ->> 'name', 'null'),
                        coalesce(after ->> 'name', 'null')) from catalog.audit where subject = ? order by id""")) {
            select.setString(1, subject);
            try (ResultSet row = select.executeQuery()) {
                List<String> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(row.getString(1));
                }
                return rows;
            }
        }
    }

    @Test
    void shouldBeReadyAndDescribeItself() {
        given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("assignment relay"));
        assertThat(given().get("/q/metrics").asString()).contains("portreach_outbox_pending");
        assertThat(given().get("/q/openapi").asString())
                .contains("/api/v1/sites/{site}/assignment", "intranet-vpn", "20020-21020")
                .contains("/api/v1/sites/{site}/effective", "local-only", "application/yaml", "text/csv", "dryRun")
                .doesNotContain("INTRANET_VPN", "UNRECOGNISED", "PortRange", "LOCAL_ONLY", "ObjectNode");
    }
}
