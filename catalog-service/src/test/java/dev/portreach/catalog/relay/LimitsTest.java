package dev.portreach.catalog.relay;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.portreach.catalog.CatalogBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Limits that are configured, as the running service keeps them. */
@QuarkusTest
@TestProfile(LimitsTest.Configured.class)
@QuarkusTestResource(CatalogBackends.class)
class LimitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int EDITS = 25; // more than the revisions that are kept however old

    /** One check every ten seconds on an endpoint, of all sites together. */
    public static class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("portreach.probing.max-connections-per-second", "0.1");
        }
    }

    @Inject
    DataSource database;

    @Test
    void shouldStretchIntervalsToTheLimitAndDropRevisionsOfLongAgo() throws SQLException {
        // given six sites that would connect once in five seconds together
        put("components/lim", "{}", 201);
        put("policies/lim.p", "{'component':'lim','protocol':'tcp','ports':'80'}", 201);
        put("endpoints/lim-1", "{'component':'lim','address':'10.0.0.1'}", 201);
        for (int i = 0; i < 6; i++) {
            put("sites/lim-" + i, "{'access':'direct','components':['lim'],'name':'0'}", 201);
        }
        // then every second one is left out
        given().get("/api/v1/endpoints/lim-1/load").then().body("stretch", equalTo(2));
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/sites/lim-0/assignment")
                .then()
                .statusCode(200)
                .body("assignment.policies[0].interval", equalTo("PT1M"))
                .body("stretched.policy", hasItem("lim.p")));

        // given many revisions of a site, the first of them sent long ago
        for (int i = 1; i <= EDITS; i++) {
            rename("lim-0", "edit " + i);
        }
        try (Connection connection = database.getConnection();
                PreparedStatement backdate = connection.prepareStatement(
                        """
                        update catalog.assignment_revisions set issued_at = issued_at - interval '500 days'
                        where site = 'lim-0' and revision <= 4""")) {
            backdate.executeUpdate();
        }
        // when there is one more
        rename("lim-0", "the last");
        // then the one that was in force 400 days ago is kept, and those before it are not
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/sites/lim-0/assignments")
                .then()
                .body("items.revision", hasItem(4))
                .body("items.revision", not(hasItem(3)))
                .body("items.revision", not(hasItem(1))));
    }

    private static void rename(String site, String name) {
        put("sites/" + site, "{'access':'direct','components':['lim'],'name':'%s'}".formatted(name), 200);
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/sites/%s/assignment".formatted(site))
                .then()
                .body("assignment.profile.name", equalTo(name))
                .body("delivered", equalTo(true)));
    }

    private static void put(String path, String json, int status) {
        given().contentType(ContentType.JSON)
                .body(json.replace('\'', '"'))
                .put("/api/v1/" + path)
                .then()
                .statusCode(status);
    }
}
