package dev.portreach.standalone.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.standalone.LauncherException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The other end of {@link ControlServer}. */
public final class ControlClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Path file;

    public ControlClient(Path file) {
        this.file = file;
    }

    /**
     * @throws LauncherException if no demo runs there, or it refuses the command; the message is the demo's own
     */
    public JsonNode send(Map<String, ?> command) {
        try {
            List<String> lines = Files.readAllLines(file);
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + lines.get(0)))
                    .timeout(TIMEOUT)
                    .header("Authorization", lines.get(1))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(command)))
                    .build();
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() == 401) {
                throw notRunning(null);
            }
            JsonNode answer = json.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new LauncherException(answer.path("error").asText("the demo failed"));
            }
            return answer;
        } catch (IOException | IndexOutOfBoundsException e) {
            throw notRunning(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted", e);
        }
    }

    private LauncherException notRunning(Exception cause) {
        return new LauncherException(
                "no demo runs on %s: start one with ./portreach demo, or name its directory with --data"
                        .formatted(file.getParent()),
                cause);
    }
}
