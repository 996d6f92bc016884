package dev.portreach.catalog.edition;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.portreach.catalog.CatalogBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(CatalogBackends.class)
class ConditionalGetTest {

    @Inject
    DataSource database;

    @Inject
    Editions editions;

    @Inject
    KeptReplies replies;

    private static String tag(String path) {
        return given().get("/api/v1/" + path).then().statusCode(200).extract().header("ETag");
    }

    private static Response put(String path, String json) {
        return given().contentType(ContentType.JSON).body(json).put("/api/v1/" + path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "components?limit=2",
                "policies",
                "packs",
                "packs/media-composer-cloud",
                "packs/media-composer-cloud/versions",
                "sites?limit=3",
                "endpoints",
                "components/delivery-receiver",
                "components/delivery-receiver/versions",
                "stops",
                "loads"
            })
    void shouldSayThatNothingHasChanged(String path) {
        String tag = tag(path);

        given().header("If-None-Match", "\"other\", " + tag)
                .get("/api/v1/" + path)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .header("Vary", "Accept")
                .body(emptyString());
        given().header("If-None-Match", "\"other\"")
                .get("/api/v1/" + path)
                .then()
                .statusCode(200)
                .header("ETag", tag)
                .contentType(ContentType.JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sites?limit=3", "components/delivery-receiver"})
    void shouldMakeAnAnswerOnceAnEdition(String path) {
        URI asked = URI.create("http://localhost:%d/api/v1/%s".formatted(RestAssured.port, path));
        KeptReplies.Question question = new KeptReplies.Question(asked, "application/json");
        given().accept("application/json").get(asked).then().statusCode(200);

        byte[] made = replies.find(question, edition()).orElseThrow().body();
        String kept = given().accept("application/json").get(asked).asString();

        assertThat(kept).isEqualTo(new String(made, StandardCharsets.UTF_8));
        assertThat(replies.find(question, edition()).orElseThrow().body()).isSameAs(made);
    }

    private UUID edition() {
        return editions.current().await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void shouldShowAtOnceWhatHasChanged() throws SQLException {
        put("components/cond", "{\"name\":\"One\"}").then().statusCode(201);
        String list = tag("components?limit=500");
        String one = tag("components/cond");

        put("components/cond", "{\"name\":\"Two\"}").then().statusCode(200);

        given().header("If-None-Match", list)
                .get("/api/v1/components?limit=500")
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(list)))
                .body("items.name", hasItem("Two"));
        given().header("If-None-Match", one)
                .get("/api/v1/components/cond")
                .then()
                .statusCode(200)
                .body("name", equalTo("Two"));
        try (Connection connection = database.getConnection();
                Statement byHand = connection.createStatement()) {
            byHand.execute("update catalog.components set name = 'Three', version = version + 1 where id = 'cond'");
        }
        given().get("/api/v1/components/cond").then().body("name", equalTo("Three"));
        given().delete("/api/v1/components/cond").then().statusCode(204);
        given().header("If-None-Match", one)
                .get("/api/v1/components/cond")
                .then()
                .statusCode(404);
    }

    @Test
    void shouldKeepPagesFiltersAndTypesApart() {
        put("sites/cond-a", "{\"access\":\"direct\",\"region\":\"cond\"}")
                .then()
                .statusCode(201);
        put("sites/cond-b", "{\"access\":\"direct\",\"region\":\"cond\"}")
                .then()
                .statusCode(201);
        for (int i = 0; i < 2; i++) { // made, then kept
            given().get("/api/v1/sites?region=cond").then().body("items.size()", equalTo(2));
            given().get("/api/v1/sites?region=cond&limit=1").then().body("items.size()", equalTo(1));
            assertThat(given().accept("text/csv")
                            .get("/api/v1/sites?region=cond")
                            .then()
                            .statusCode(200)
                            .contentType("text/csv")
                            .extract()
                            .asString()
                            .lines())
                    .hasSize(3);
        }
        assertThat(tag("sites?region=cond")).isNotEqualTo(tag("sites?region=cond&limit=1"));
        given().get("/api/v1/sites?region=cond&limit=0").then().statusCode(400);
    }

    @Test
    void shouldTakeTheTagOfAnyTypeForAnEdit() {
        put("components/cond-edit", "{\"name\":\"One\"}").then().statusCode(201);
        String tag = tag("components/cond-edit");

        given().contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body("{\"name\":\"Two\"}")
                .put("/api/v1/components/cond-edit")
                .then()
                .statusCode(200);
        given().header("If-Match", tag)
                .delete("/api/v1/components/cond-edit")
                .then()
                .statusCode(412);
    }

    @Test
    void shouldNotTagWhatIsRefused() {
        Response refused = given().header("If-None-Match", "*").get("/api/v1/components/cond-none");

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.header("ETag")).isNull();
    }
}
