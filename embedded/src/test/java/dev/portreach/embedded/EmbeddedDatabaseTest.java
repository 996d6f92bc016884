package dev.portreach.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path dir;

    @Test
    void shouldKeepDataAndDemandThePasswordAcrossRestartsAndKills() throws Exception {
        EmbeddedDatabase.Settings settings = EmbeddedDatabase.Settings.on(dir).withPort(FreePorts.next());

        // given a database with a row
        EmbeddedDatabase first = EmbeddedDatabase.start(settings);
        update(first, "CREATE TABLE kept (id int)");
        update(first, "INSERT INTO kept VALUES (42)");
        assertThat(query(first, "SHOW fsync")).isEqualTo("on");
        assertThatThrownBy(() -> DriverManager.getConnection(first.jdbcUrl(), first.user(), "wrong"))
                .isInstanceOf(SQLException.class);
        first.close();

        // when
        try (EmbeddedDatabase second = EmbeddedDatabase.start(settings)) {
            // then
            assertThat(query(second, "SELECT id FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void shouldStopWhatAKilledRunLeftBehind() throws Exception {
        // given a server whose parent does not stop it
        EmbeddedDatabase database = EmbeddedDatabase.start(EmbeddedDatabase.Settings.on(dir));
        ProcessHandle postmaster =
                ProcessHandle.of(database.pid().orElseThrow()).orElseThrow();

        // when, with a client connected that would hold up a gentle shutdown
        try (Connection client = connect(database)) {
            assertThat(client.isValid(1)).isTrue();
            LeftoverPostgres.stop(dir.resolve("data"));
        }

        // then
        assertThat(postmaster.isAlive()).isFalse();
        database.close();
    }

    private static void update(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}
