package dev.portreach.alert.support;

import dev.portreach.embedded.EmbeddedDatabase;
import dev.portreach.embedded.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A real broker and a real database, once for all tests of a run. */
public class Infrastructure implements QuarkusTestResourceLifecycleManager {

    private EmbeddedKafka kafka;
    private EmbeddedDatabase database;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createDirectories(Path.of("target", "infrastructure"));
            kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.on(
                    Files.createTempDirectory(directory, "kafka").toAbsolutePath()));
            database = EmbeddedDatabase.start(EmbeddedDatabase.Settings.on(
                    Files.createTempDirectory(directory, "db").toAbsolutePath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password(),
                "portreach.topics.partitions", "4",
                // What these tests say must not be answered by detection: they play its part.
                "portreach.streams.enabled", "false",
                "portreach.delivery.timeout", "PT2S",
                "portreach.delivery.first-backoff", "PT0.2S",
                "portreach.delivery.longest-backoff", "PT1S",
                "portreach.delivery.replay-until", "2020-01-01T00:00:00Z");
    }

    @Override
    public void stop() {
        try {
            if (database != null) {
                database.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (kafka != null) {
                kafka.close();
            }
        }
    }
}
