package dev.portreach.catalog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(CatalogBackends.class)
class OverridesRestTest {

    private static final String SITE =
            """
            {"access":"direct","components":["over"],"concurrentUsers":4,"lockdown":true,"overrides":[%s]}""";

    private static Response put(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).put("/api/v1/" + path);
    }

    @BeforeEach
    void aCatalog() {
        put("components/over", "{}").then().statusCode(201);
        put(
                "policies/over.data",
                """
                {"component":"over","protocol":"tcp","ports":"20020-20029","expectation":"permitted",
                 "rangeMode":"on-demand","configurable":true,"severity":"critical"}""");
        put(
                "policies/over.old",
                """
                {"component":"over","protocol":"tcp","ports":"81","beforeVersion":"2.0","required":false}""");
        put("policies/over.rtp", "{\"component\":\"over\",\"protocol\":\"udp\",\"probing\":\"dynamic\"}");
        put("endpoints/over-1", "{\"component\":\"over\",\"address\":\"10.0.0.1\",\"productVersion\":\"1.9\"}");
    }

    @AfterEach
    void nothing() {
        for (String path : new String[] {
            "sites/over-site",
            "endpoints/over-1",
            "policies/over.data",
            "policies/over.old",
            "policies/over.rtp",
            "components/over"
        }) {
            given().delete("/api/v1/" + path);
        }
    }

    @Test
    void shouldExplainEveryEffectiveValue() {
        put(
                        "sites/over-site",
                        SITE.formatted(
                                """
                                {"policy":"over.data","endpoint":"over-1","ports":"30000-30009"},
                                {"policy":"over.data","interval":"PT5S"},
                                {"policy":"over.old","enabled":false,"reason":"we have none"}"""))
                .then()
                .statusCode(201);

        given().get("/api/v1/sites/over-site/effective")
                .then()
                .statusCode(200)
                .body("items", hasSize(4))
                .body("items[0].policy", equalTo("over.data"))
                .body("items[0].severity", equalTo("critical"))
                .body("items[0].ports.value", equalTo("30000-30003"))
                .body("items[0].ports.source", equalTo("site"))
                .body("items[0].interval.value", equalTo("PT5S"))
                .body("items[0].interval.source", equalTo("site"))
                .body("items[0].deadline.source", equalTo("default"))
                .body("items[0].capacity.value", equalTo(4))
                .body("items[1].policy", equalTo("over.data~rest"))
                .body("items[1].ports.value", equalTo("30004-30009"))
                .body("items[1].expectation.value", equalTo("blocked"))
                .body("items[2].notProbed", containsString("we have none"))
                .body("items[3].notProbed", containsString("run time"))
                .body("items[3].mustBeOpen", equalTo(true));
    }

    @Test
    void shouldRefuseOverridesThatMeanNothing() {
        refused("{\"policy\":\"nobody\",\"ports\":\"1\"}", "overrides[0].policy", "there is no policy nobody");
        refused("{\"policy\":\"over.data\"}", "overrides[0]", "overrides nothing");
        refused(
                "{\"policy\":\"over.data\",\"enabled\":false,\"reason\":\"x\"}",
                "overrides[0].enabled",
                "policy over.data is required");
        refused("{\"policy\":\"over.old\",\"enabled\":false}", "overrides[0].reason", "is missing");
        refused(
                "{\"policy\":\"over.data\",\"endpoint\":\"nowhere\",\"ports\":\"1\"}",
                "overrides[0].endpoint",
                "there is no endpoint nowhere");
        refused(
                "{\"policy\":\"over.data\",\"endpoint\":\"over-1\",\"interval\":\"PT5S\"}",
                "overrides[0].interval",
                "is for all endpoints");
        refused(
                "{\"policy\":\"over.data\",\"ports\":\"1\"},{\"policy\":\"over.data\",\"ports\":\"2\"}",
                "overrides[1]",
                "another override has already");
    }

    @Test
    void shouldNotDeleteWhatASiteOverrides() {
        put("sites/over-site", SITE.formatted("{\"policy\":\"over.data\",\"endpoint\":\"over-1\",\"ports\":\"1\"}"))
                .then()
                .statusCode(201);
        given().delete("/api/v1/policies/over.data")
                .then()
                .statusCode(409)
                .body("detail", containsString("site over-site"));
        given().delete("/api/v1/endpoints/over-1")
                .then()
                .statusCode(409)
                .body("detail", containsString("site over-site"));
    }

    private static void refused(String override, String field, String reason) {
        put("sites/over-site", SITE.formatted(override))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(field))
                .body("errors[0].reason", containsString(reason));
    }
}
