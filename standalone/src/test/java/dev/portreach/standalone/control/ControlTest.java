package dev.portreach.standalone.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.standalone.LauncherException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTest {

    @TempDir
    private Path dir;

    private Path file() {
        return dir.resolve("control");
    }

    private static Object echo(JsonNode json) {
        return Map.of("heard", json.path("word").asText());
    }

    @FunctionalInterface
    private interface Body {
        void run() throws Exception;
    }

    private void withServer(Function<JsonNode, Object> commands, Body body) throws Exception {
        ControlServer server = ControlServer.start(file(), commands);
        try {
            body.run();
        } finally {
            server.close();
        }
    }

    @Test
    void shouldCarryACommandAndItsAnswer() throws Exception {
        withServer(ControlTest::echo, () -> {
            JsonNode answer = new ControlClient(file()).send(Map.of("word", "mend"));

            assertThat(answer.path("heard").asText()).isEqualTo("mend");
        });
    }

    @Test
    void shouldPassOnWhyACommandWasRefused() throws Exception {
        Function<JsonNode, Object> refuse = json -> {
            throw new LauncherException("there is no site 'nice'");
        };
        withServer(refuse, () -> {
            assertThatThrownBy(() -> new ControlClient(file()).send(Map.of()))
                    .isInstanceOf(LauncherException.class)
                    .hasMessage("there is no site 'nice'");
        });
    }

    @Test
    void shouldListenToNobodyWithoutTheToken() throws Exception {
        withServer(ControlTest::echo, () -> {
            String port = Files.readAllLines(file()).get(0);
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                    .header("Authorization", "Bearer wrong")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();

            HttpResponse<Void> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());

            assertThat(response.statusCode()).isEqualTo(401);
        });
    }

    @Test
    void shouldHideTheTokenFromOthersAndTakeItAway() throws Exception {
        withServer(ControlTest::echo, () -> {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
        });
        assertThat(file()).doesNotExist();
    }

    @Test
    void shouldSayWhatToDoIfNoDemoRuns() {
        assertThatThrownBy(() -> new ControlClient(file()).send(Map.of()))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("./portreach demo")
                .hasMessageContaining("--data");
    }
}
