package dev.portreach.alert.channel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.portreach.alert.support.Infrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Infrastructure.class)
class ChannelSealingTest {

    private final String channel = "old-" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    DataSource dataSource;

    @Inject
    ChannelSealing sealing;

    @AfterEach
    void remove() {
        given().delete("/api/v1/channels/" + channel);
    }

    @Test
    void shouldSealWhatAnOlderVersionKeptAsItIs() throws SQLException {
        // given
        insert("http://127.0.0.1:9/hooks/T0K3N", null);

        // when
        int sealed = sealing.seal();

        // then
        assertThat(sealed).isEqualTo(1);
        assertThat(row()).doesNotContain("T0K3N").contains("\"url\":null", "\"sealed\":\"1.");
        given().get("/api/v1/channels/" + channel).then().body("url", equalTo("http://127.0.0.1:9/…"));
        assertThat(sealing.seal()).as("nothing is left to do").isZero();
    }

    @Test
    void shouldSayWhichKeyIsMissing() throws SQLException {
        // given: sealed with a key that is not here
        insert(null, "1.deadbeef.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        // when
        sealing.seal();

        // then
        given().get("/api/v1/channels/" + channel)
                .then()
                .statusCode(200)
                .body("health.state", equalTo("locked"))
                .body("health.lastError", containsString("deadbeef"));
        given().post("/api/v1/channels/" + channel + "/test")
                .then()
                .body("delivered", equalTo(false))
                .body("error", containsString("cannot be opened"));
    }

    private void insert(String url, String sealed) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        """
                        insert into channel (id, type, url, sealed, enabled, version, created_at, updated_at)
                        values (?, 'json', ?, ?, true, 0, now(), now())""")) {
            insert.setString(1, channel);
            insert.setString(2, url);
            insert.setString(3, sealed);
            insert.executeUpdate();
        }
    }

    private String row() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select row_to_json(c)::text from channel c where id = ?")) {
            select.setString(1, channel);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
