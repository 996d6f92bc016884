package dev.portreach.alert.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import dev.portreach.alert.support.Infrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Infrastructure.class)
class ConditionalGetTest {

    @Inject
    DataSource database;

    private final String id = "cond-" + UUID.randomUUID().toString().substring(0, 8);

    private String created() {
        return given().contentType(ContentType.JSON)
                .body("{\"type\":\"json\",\"url\":\"https://hooks.example.com/a\",\"enabled\":false}")
                .put("/api/v1/channels/" + id)
                .then()
                .statusCode(201)
                .extract()
                .header("ETag");
    }

    @Test
    void shouldSayThatNothingHasChangedUntilItHas() {
        created();
        String route = "/api/v1/routes?limit=500";
        String tag = given().get(route).then().statusCode(200).extract().header("ETag");

        given().header("If-None-Match", tag)
                .get(route)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(emptyString());
        given().contentType(ContentType.JSON)
                .body("{\"place\":1,\"matchers\":[\"site=%s\"],\"channels\":[\"%s\"]}".formatted(id, id))
                .put("/api/v1/routes/" + id)
                .then()
                .statusCode(201);
        given().header("If-None-Match", tag)
                .get(route)
                .then()
                .statusCode(200)
                .body("items.find { it.id == '%s' }.place".formatted(id), equalTo(1));
    }

    @Test
    void shouldTellOfWhatIsShownBesideTheDefinitionAndStillTakeEdits() throws SQLException {
        // given
        String read = created();

        // when: how it is doing changes, and not what was defined
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        """
                        insert into channel_state (channel_id, failures, last_success_at) values (?, 0, now())
                        on conflict (channel_id) do update set last_success_at = now()""")) {
            insert.setString(1, id);
            insert.executeUpdate();
        }

        // then
        String now = given().header("If-None-Match", read)
                .get("/api/v1/channels/" + id)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
        assertThat(now).isNotEqualTo(read);
        given().header("If-Match", read).delete("/api/v1/channels/" + id).then().statusCode(204);
    }
}
