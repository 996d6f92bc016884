package dev.portreach.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The check without a server as it is shipped: through the script, and as the jar to hand out. */
class CheckIT {

    private static final List<String> QUESTION = List.of(
            "--pack=media-composer-cloud",
            "--endpoint=delivery-receiver=127.0.0.88",
            "--users=3",
            "--rate=0",
            "--output=json");

    @Test
    void shouldSayThroughTheScriptWhatCannotBeReached() throws Exception {
        shouldSayWhatCannotBeReached(List.of(Repository.launcher().toString(), "check"));
    }

    @Test
    void shouldSayFromTheDownloadWhatCannotBeReached() throws Exception {
        shouldSayWhatCannotBeReached(List.of("java", "-jar", download().toString()));
    }

    /** Nobody listens at that address. */
    private static void shouldSayWhatCannotBeReached(List<String> start) throws Exception {
        List<String> command = new ArrayList<>(start);
        command.addAll(QUESTION);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        JsonNode report = new ObjectMapper().readTree(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(report.toString()).contains("33321").contains("58889").contains("refused");
    }

    private static Path download() throws IOException {
        try (Stream<Path> files = Files.list(Repository.root().resolve("preflight/target"))) {
            return files.filter(file -> file.getFileName().toString().matches("portreach-check-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
