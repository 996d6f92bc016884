package dev.portreach.alert.support;

import static java.util.Map.entry;

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

    /** 32 zero bytes, in Base64. */
    private static final String SECRETS_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

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
        return Map.ofEntries(
                entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                entry("quarkus.datasource.jdbc.url", database.jdbcUrl()),
                entry("quarkus.datasource.username", database.user()),
                entry("quarkus.datasource.password", database.password()),
                entry("portreach.topics.partitions", "4"),
                // What these tests say must not be answered by detection: they play its part.
                entry("portreach.streams.enabled", "false"),
                entry("portreach.secrets.keys", SECRETS_KEY),
                entry("portreach.webhook.timeout", "PT2S"),
                entry("portreach.dead-man.channel", "dead-man"),
                entry("portreach.dead-man.interval", "PT1S"),
                entry("portreach.delivery.first-backoff", "PT0.2S"),
                entry("portreach.delivery.longest-backoff", "PT1S"),
                entry("portreach.delivery.dead-after", "PT6S"),
                entry("portreach.delivery.replay-until", "2020-01-01T00:00:00Z"));
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
