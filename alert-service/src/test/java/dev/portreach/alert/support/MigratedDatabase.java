package dev.portreach.alert.support;

import dev.portreach.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A real database with the service's schema, and nothing of the service; for tests of SQL. */
public final class MigratedDatabase implements AutoCloseable {

    private static final String SCHEMA = "alert";

    private final EmbeddedDatabase database;

    private MigratedDatabase(EmbeddedDatabase database) {
        this.database = database;
    }

    /** With the newest schema. */
    public static MigratedDatabase start() throws IOException {
        MigratedDatabase started = empty();
        started.flyway().load().migrate();
        return started;
    }

    /** Without any. */
    public static MigratedDatabase empty() throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "infrastructure"));
        return new MigratedDatabase(EmbeddedDatabase.start(EmbeddedDatabase.Settings.on(
                Files.createTempDirectory(directory, "db").toAbsolutePath())));
    }

    public FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .schemas(SCHEMA)
                .createSchemas(true)
                .locations("classpath:db/migration");
    }

    public Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path = " + SCHEMA);
        }
        return connection;
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
