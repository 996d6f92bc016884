package dev.portreach.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docker-compose.yml} is read by Compose itself; that needs no engine. Skipped without Compose, not in CI. */
class ComposeFileIT {

    private static final List<List<String>> COMPOSE = List.of(List.of("docker", "compose"), List.of("docker-compose"));

    @Test
    void shouldBeUnderstoodByCompose() throws Exception {
        List<String> compose =
                COMPOSE.stream().filter(ComposeFileIT::works).findFirst().orElse(List.of());
        if (System.getenv("CI") != null) {
            assertThat(compose).as("CI must have Compose").isNotEmpty();
        }
        assumeTrue(!compose.isEmpty(), "skipped: neither docker compose nor docker-compose is installed");

        List<String> command = new ArrayList<>(compose);
        command.addAll(
                List.of("-f", Repository.root().resolve("docker-compose.yml").toString(), "config", "--services"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines()).contains("kafka", "postgres", "catalog-service", "alert-service");
    }

    private static boolean works(List<String> compose) {
        try {
            List<String> command = new ArrayList<>(compose);
            command.add("version");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
