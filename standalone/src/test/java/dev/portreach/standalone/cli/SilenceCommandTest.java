package dev.portreach.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SilenceCommandTest {

    private static final String SILENCE =
            """
            {"id": "4711", "state": "%s", "matchers": ["site=\\"lyon\\""], "from": "2026-03-01T22:00:00Z",
             "until": "2026-03-02T00:00:00Z", "author": "anna", "comment": "new\\u001b rules"}""";

    private final List<String> requests = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer alert;

    @BeforeEach
    void startAlertService() throws IOException {
        alert = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        alert.createContext("/", this::answer);
        alert.start();
    }

    @AfterEach
    void stopAlertService() {
        alert.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add("%s %s %s"
                .formatted(exchange.getRequestMethod(), exchange.getRequestURI(), body)
                .strip());
        String answer = exchange.getRequestMethod().equals("GET")
                ? "{\"items\": [%s, %s]}".formatted(SILENCE.formatted("active"), SILENCE.formatted("expired"))
                : SILENCE.formatted(exchange.getRequestMethod().equals("POST") ? "pending" : "expired");
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("silence"));
        all.addAll(List.of(arguments));
        if (arguments.length > 0) {
            all.add("--alert");
            all.add("http://127.0.0.1:" + alert.getAddress().getPort());
        }
        return CommandTree.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void shouldAddASilence() {
        assertThat(run(
                        "add",
                        "site=lyon",
                        "severity!=critical",
                        "--from",
                        "2026-03-01T22:00:00Z",
                        "--for",
                        "2h",
                        "--author",
                        "anna",
                        "--comment",
                        "new rules"))
                .as(err.toString())
                .isZero();
        assertThat(requests)
                .containsExactly("POST /api/v1/silences {\"author\":\"anna\",\"comment\":\"new rules\","
                        + "\"from\":\"2026-03-01T22:00:00Z\",\"matchers\":[\"site=lyon\",\"severity!=critical\"],"
                        + "\"until\":\"2026-03-02T00:00:00Z\"}");
        assertThat(out.toString()).contains("4711  pending", "site=\"lyon\"", "(anna: new? rules)");
    }

    @Test
    void shouldListThoseThatAreNotExpired() {
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("4711  active").doesNotContain("expired");
        assertThat(run("list", "--all")).isZero();
        assertThat(out.toString()).contains("4711  expired");
    }

    @Test
    void shouldExpireASilence() {
        assertThat(run("expire", "47/11")).isZero();
        assertThat(requests).containsExactly("DELETE /api/v1/silences/47%2F11");
        assertThat(out.toString()).contains("4711  expired");
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstand() {
        assertThat(run()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("add", "--for", "2h", "--comment", "x")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("add", "site=lyon", "--comment", "x")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("add", "site=lyon", "--for", "soon", "--comment", "x")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("add", "site=lyon", "--for", "1h", "--until", "x", "--comment", "x"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(requests).isEmpty();
    }
}
