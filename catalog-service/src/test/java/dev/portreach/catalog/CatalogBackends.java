package dev.portreach.catalog;

import dev.portreach.embedded.EmbeddedDatabase;
import dev.portreach.embedded.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One broker and one database for the whole run. Tests that want the broker away declare a field
 * {@code Consumer<Boolean> brokerRunning}.
 */
public class CatalogBackends implements QuarkusTestResourceLifecycleManager {

    private EmbeddedDatabase database;
    private EmbeddedKafka kafka;
    private EmbeddedKafka.Settings settings;

    @Override
    public Map<String, String> start() {
        try {
            Path directory =
                    Files.createTempDirectory(Path.of("target"), "backends").toAbsolutePath();
            database = EmbeddedDatabase.start(EmbeddedDatabase.Settings.on(directory.resolve("postgres")));
            EmbeddedKafka.Settings wanted = EmbeddedKafka.Settings.on(directory.resolve("kafka"));
            kafka = EmbeddedKafka.start(wanted);
            settings = wanted.withPort(kafka.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password(),
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "portreach.topics.partitions", "4",
                "portreach.relay.ack-timeout", "3S");
    }

    @Override
    public void inject(TestInjector injector) {
        Consumer<Boolean> brokerRunning = this::switchBroker;
        injector.injectIntoFields(brokerRunning, field -> field.getName().equals("brokerRunning"));
    }

    private void switchBroker(boolean isRunning) {
        if (isRunning && kafka == null) {
            kafka = EmbeddedKafka.start(settings);
        } else if (!isRunning && kafka != null) {
            kafka.close();
            kafka = null;
        }
    }

    @Override
    public void stop() {
        switchBroker(false);
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
