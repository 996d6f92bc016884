package dev.portreach.alert.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portreach.alert.intake.Transactions;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.support.Infrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two checks of one site. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class CheckDirectoryTest {

    private final String site = "site-" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    Transactions transactions;

    @BeforeEach
    void insert() {
        execute(
                """
                insert into known_check (check_id, revision, vantage, subject, component)
                values ('%1$s:%1$s:dr-1:a', 1, '%1$s', '%1$s', 'a'), ('%1$s:%1$s:dr-1:b', 1, '%1$s', '%1$s', 'b')"""
                        .formatted(site));
    }

    @AfterEach
    void delete() {
        execute("delete from known_check where subject = '%s'".formatted(site));
    }

    @Test
    void shouldGiveAllThatFit() {
        assertThat(transactions.snapshot(all(2, null))).isEqualTo(2);
        assertThat(transactions.snapshot(all(1, "b"))).isEqualTo(1);
    }

    @Test
    void shouldRefuseRatherThanLeaveOut() {
        assertThatThrownBy(() -> transactions.snapshot(all(1, null)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.errors().get(0).reason()).startsWith("more than 1 checks"));
    }

    private Transactions.Work<Integer> all(int most, String component) {
        return connection -> new CheckDirectory(most)
                .all(connection, new CheckDirectory.Filter(site, component, null), 0, Long.MAX_VALUE)
                .size();
    }

    private void execute(String statement) {
        transactions.call(connection -> {
            try (Statement run = connection.createStatement()) {
                return run.execute(statement);
            }
        });
    }
}
