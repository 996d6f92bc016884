package dev.portreach.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** A PostgreSQL server on loopback, with its data under a directory; binaries come with the library. */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String USER = "postgres";
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    /**
     * Where it listens and keeps its data.
     *
     * @param directory made if missing; holds {@code data}, {@code binaries} and {@code postgres.log}
     * @param port on loopback; 0 for a free one
     * @param password demanded from every connection; letters and digits
     */
    public record Settings(Path directory, int port, String password) {

        public Settings {
            if (!password.matches("[A-Za-z0-9]{4,128}")) {
                throw new IllegalArgumentException("the database password must be 4 to 128 letters and digits");
            }
        }

        /** At a free port. */
        public static Settings on(Path directory) {
            return new Settings(directory, 0, "portreach");
        }

        public Settings withPort(int newPort) {
            return new Settings(directory, newPort, password);
        }

        @Override
        public String toString() {
            return "Settings[directory=%s, port=%d]".formatted(directory, port);
        }
    }

    private final EmbeddedPostgres server;
    private final Settings settings;

    private EmbeddedDatabase(EmbeddedPostgres server, Settings settings) {
        this.server = server;
        this.settings = settings;
    }

    /**
     * Stops what a killed run left on this directory, makes the database if it is new, and starts.
     *
     * @throws IllegalStateException if it cannot start; says where its log is
     */
    public static EmbeddedDatabase start(Settings wanted) {
        Settings settings = wanted.port() == 0 ? wanted.withPort(FreePorts.next()) : wanted;
        Path directory = settings.directory().toAbsolutePath();
        Path data = directory.resolve("data");
        Path log = directory.resolve("postgres.log");
        try {
            Files.createDirectories(directory);
            LeftoverPostgres.stop(data);
            boolean demandsPassword = Files.exists(passwordMarker(directory));
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                    .setRegisterShutdownHook(false)
                    .setPort(settings.port())
                    .setPGStartupWait(START_PATIENCE)
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("encoding", "UTF8")
                    // The library's defaults are for throw-away tests; these keep what was committed.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("shared_buffers", "32MB")
                    .setServerConfig("max_wal_size", "256MB")
                    .setServerConfig("jit", "off")
                    .setServerConfig("timezone", "UTC");
            if (demandsPassword) {
                builder.setConnectConfig("password", settings.password());
            }
            EmbeddedDatabase database = new EmbeddedDatabase(builder.start(), settings);
            if (!demandsPassword) {
                database.demandPassword(data, directory);
            }
            return database;
        } catch (IOException | SQLException | RuntimeException e) {
            throw new IllegalStateException(
                    "embedded PostgreSQL did not start on port %d with data under %s (log: %s): %s"
                            .formatted(settings.port(), data, log, e.getMessage()),
                    e);
        }
    }

    /**
     * Stops what a killed run left on this directory, so that its port is free again; nothing to do is fine.
     *
     * @throws IllegalStateException if it does not stop
     */
    public static void stopLeftover(Path directory) {
        try {
            LeftoverPostgres.stop(directory.toAbsolutePath().resolve("data"));
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** initdb trusts every local user; from here on nobody is. */
    private void demandPassword(Path data, Path directory) throws IOException, SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(USER, settings.password()));
            Files.writeString(
                    data.resolve("pg_hba.conf"),
                    "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n",
                    StandardCharsets.UTF_8);
            statement.execute("SELECT pg_reload_conf()");
        }
        Files.writeString(passwordMarker(directory), "pg_hba.conf demands a password\n", StandardCharsets.UTF_8);
    }

    private static Path passwordMarker(Path directory) {
        return directory.resolve("password-required");
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(settings.port());
    }

    public String user() {
        return USER;
    }

    public String password() {
        return settings.password();
    }

    public int port() {
        return settings.port();
    }

    /** The postmaster's process id, if it runs. */
    public Optional<Long> pid() {
        return LeftoverPostgres.pid(settings.directory().toAbsolutePath().resolve("data"));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
