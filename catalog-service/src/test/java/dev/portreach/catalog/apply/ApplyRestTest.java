package dev.portreach.catalog.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.CatalogBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(CatalogBackends.class)
class ApplyRestTest {

    private static final String FILE =
            """
            kind: Endpoint
            id: app-1
            component: app-c
            address: 10.0.0.1
            portOverrides: {app.p: "81"}
            siteAddresses: {app-site: 10.9.0.1}
            ---
            kind: Site
            id: app-site
            access: direct
            components: [app-c]
            packs: [media-composer-cloud]
            ---
            - kind: Component
              id: app-c
            - kind: Policy
              key: app.p
              component: app-c
              protocol: tcp
              ports: "80"
            """;

    /** Requests whose content type is sent as it is; REST Assured would add a charset of its own. */
    private static RequestSpecification given() {
        return RestAssured.given()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }

    private static ValidatableResponse apply(String query, String yaml) {
        return given().header("Content-Type", "application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/apply" + query)
                .then();
    }

    @Test
    void shouldCreateInTheOrderOfReferencesAndThenChangeNothing() {
        apply("", FILE)
                .statusCode(200)
                .body("created", equalTo(4))
                .body("changes.kind", contains("Component", "Policy", "Site", "Endpoint"));
        apply("", FILE).statusCode(200).body("changes", hasSize(0)).body("unchanged", equalTo(4));
        apply("?dryRun=true", FILE.replace("\"80\"", "\"82\""))
                .statusCode(200)
                .body("changes[0].kind", equalTo("Policy"))
                .body("changes[0].fields[0].field", equalTo("ports"))
                .body("changes[0].fields[0].from", equalTo("80"))
                .body("changes[0].fields[0].to", equalTo("82"));
        given().get("/api/v1/policies/app.p").then().body("ports", equalTo("80"));
    }

    @Test
    void shouldSayWhereReferencesEndInNothing() {
        apply("", "kind: Site\nid: app-bad\naccess: direct\npacks:\n- nothing\n")
                .statusCode(400)
                .body("errors[0].field", equalTo("body[0].packs[0]"))
                .body("errors[0].line", equalTo(5));
        apply(
                        "",
                        """
                        kind: Policy
                        key: app-bad.one
                        component: app-nobody
                        protocol: tcp
                        ports: "80"
                        ---
                        kind: Component
                        id: app-bad
                        pack: app-nothing
                        ---
                        kind: Pack
                        id: app-pack
                        version: 1
                        components:
                        - id: delivery-receiver
                        """)
                .statusCode(400)
                .body("errors.field", contains("body[0].component", "body[1].pack", "body[2].components[0].id"))
                .body("errors.line", contains(3, 9, 15))
                .body("errors.column", contains(12, 7, 7));
        apply("", "id: app-bad\n").statusCode(400).body("errors[0].reason", containsString("has no kind"));
        apply("", "kind: Server\nid: app-bad\n").statusCode(400).body("errors[0].field", equalTo("body[0].kind"));
    }

    @Test
    void shouldExportWhatAppliesToNothingAndPruneWhatIsLeftOut() {
        apply("", "kind: Site\nid: app-extra\nname: 'yes'\naccess: direct\nlabels: {n: '007', t: '~'}\n")
                .statusCode(200);
        for (String format : new String[] {"yaml", "json"}) {
            String export =
                    given().queryParam("format", format).get("/api/v1/export").asString();
            given().header("Content-Type", "application/json")
                    .body(export)
                    .post("/api/v1/apply?prune=true&dryRun=true")
                    .then()
                    .statusCode(200)
                    .body("changes", hasSize(0));
            assertThat(given().queryParam("format", format)
                            .get("/api/v1/export")
                            .asString())
                    .isEqualTo(export);
        }
        given().header("Content-Type", "application/json")
                .body(
                        "{\"files\": [{\"name\": \"all.yaml\", \"content\": \"kind: Site\\nid: app-other\\naccess: direct\\n\"}]}")
                .post("/api/v1/apply?prune=true&dryRun=true")
                .then()
                .statusCode(200)
                .body("changes.findAll { it.action == 'delete' }.id", hasItem("app-extra"))
                .body("changes.findAll { it.kind == 'Component' }.id.contains('delivery-receiver')", equalTo(false));
        given().get("/api/v1/sites/app-extra").then().statusCode(200);
    }

    @Test
    void shouldRefuseAPlanThatIsNotTheOneSeen() {
        String file = "kind: Site\nid: app-plan\naccess: direct\nname: %s\n";
        String plan = apply("?dryRun=true", file.formatted("one")).extract().path("plan");
        apply("", file.formatted("two")).statusCode(200);
        given().header("Content-Type", "application/yaml")
                .header("If-Match", '"' + plan + '"')
                .body(file.formatted("one").getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/apply")
                .then()
                .statusCode(412);
        given().get("/api/v1/sites/app-plan").then().body("name", equalTo("two"));
    }

    @Test
    void shouldTakeEveryExampleOfItsDescription() throws Exception {
        JsonNode paths = new ObjectMapper()
                .readTree(given().accept("application/json")
                        .get("/q/openapi?format=json")
                        .asString())
                .path("paths");
        int examples = 0;
        for (String path : new String[] {"/api/v1/apply", "/api/v1/sites/import", "/api/v1/endpoints/import"}) {
            for (Map.Entry<String, JsonNode> content : paths.path(path)
                    .path("post")
                    .path("requestBody")
                    .path("content")
                    .properties()) {
                for (JsonNode example : content.getValue().path("examples")) {
                    JsonNode value = example.path("value");
                    String body = value.isTextual() ? value.asText() : value.toString();
                    given().header("Content-Type", content.getKey())
                            .body(body.getBytes(StandardCharsets.UTF_8))
                            .post(path + "?dryRun=true")
                            .then()
                            .statusCode(200)
                            .body("created", greaterThan(0));
                    examples++;
                }
            }
        }
        assertThat(examples).isEqualTo(8);
    }
}
