package dev.portreach.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

    @TempDir
    Path dir;

    @Test
    void shouldKeepTopicsAcrossRestartsOnTheSamePort() throws Exception {
        EmbeddedKafka.Settings settings = EmbeddedKafka.Settings.on(dir).withPort(FreePorts.next());

        // given
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("kept", 2, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }

        // when
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            // then
            assertThat(kafka.bootstrapServers()).endsWith(":" + settings.port());
            assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).contains("kept");
        }
    }
}
