package dev.portreach.catalog.relay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import dev.portreach.catalog.CatalogBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What docs/operations.md says to do after a restore makes every site's next revision newer than any that was sent. */
@QuarkusTest
@QuarkusTestResource(CatalogBackends.class)
class RestoreTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");

    @Inject
    DataSource database;

    @Test
    void shouldGoOnFarAboveWhatWasSent() throws IOException, SQLException {
        // given
        given().contentType(ContentType.JSON)
                .body("{\"access\":\"direct\"}")
                .put("/api/v1/sites/restored")
                .then()
                .statusCode(201);
        awaitDelivered(0);

        // when
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(documented());
            statement.execute("insert into catalog.outbox (site, forced, created_at) values ('restored', true, now())");
        }

        // then
        awaitDelivered(1_000_000);
        given().get("/api/v1/sites/restored/assignment").then().body("assignment.site", equalTo("restored"));
    }

    private static void awaitDelivered(int above) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> given().get("/api/v1/sites/restored/assignment")
                .then()
                .statusCode(200)
                .body("delivered", equalTo(true))
                .body("revision", greaterThan(above)));
    }

    private static String documented() throws IOException {
        String text = Files.readString(DOCUMENT);
        String sql = text.replaceAll("(?s).*```sql\\s*(.*?)```.*", "$1");
        assertThat(sql).startsWith("insert into catalog.assignment_revisions");
        return sql;
    }
}
