package dev.portreach.catalog.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.lessThan;

import dev.portreach.catalog.CatalogBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(CatalogBackends.class)
class WritersTurnTest {

    /** More than there are connections, and than may queue. */
    private static final int WRITERS = 15;

    @Inject
    DataSource database;

    @Test
    void shouldReadWhileWritersQueueAndRefuseThoseThatAreTooMany() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(WRITERS);
        ExecutorCompletionService<Response> writers = new ExecutorCompletionService<>(clients);
        List<Response> answers = new ArrayList<>();
        try (Connection importer = database.getConnection();
                Statement lock = importer.createStatement()) {
            // given: a long import in another process
            importer.setAutoCommit(false);
            lock.execute("select pg_advisory_xact_lock(%d)".formatted(ChangeJournal.WRITERS));
            for (int i = 0; i < WRITERS; i++) {
                String site = "/api/v1/sites/turn-" + i;
                writers.submit(() -> given().contentType("application/json")
                        .body("{\"access\":\"direct\"}")
                        .put(site));
            }
            // when: nobody else fits into the queue
            answers.add(next(writers));

            // then: the one whose turn it is may still be on its way to the database
            await().until(() -> waiting(lock), waiting -> waiting == 1);
            assertThat(answers.get(0).statusCode()).isEqualTo(503);
            assertThat(answers.get(0).header("Retry-After")).isEqualTo("5");
            for (int i = 0; i < 20; i++) {
                given().get("/api/v1/sites").then().statusCode(200);
            }
            importer.rollback();
        }
        while (answers.size() < WRITERS) {
            answers.add(next(writers));
        }
        clients.shutdown();
        assertThat(answers).extracting(Response::statusCode).containsOnly(201, 503);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSizeGreaterThanOrEqualTo(10);
        given().contentType("application/json")
                .body("{\"access\":\"direct\",\"name\":\"after\"}")
                .put("/api/v1/sites/turn-0")
                .then()
                .statusCode(lessThan(300));
    }

    private static Response next(ExecutorCompletionService<Response> writers)
            throws InterruptedException, ExecutionException {
        return writers.poll(60, TimeUnit.SECONDS).get();
    }

    private static int waiting(Statement database) throws SQLException {
        try (ResultSet row =
                database.executeQuery("select count(*) from pg_locks where locktype = 'advisory' and not granted")) {
            row.next();
            return row.getInt(1);
        }
    }
}
