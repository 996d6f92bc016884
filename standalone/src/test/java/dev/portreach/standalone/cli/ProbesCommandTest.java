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

class ProbesCommandTest {

    private final List<String> requests = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer catalog;

    @BeforeEach
    void startCatalog() throws IOException {
        catalog = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        catalog.createContext("/", this::answer);
        catalog.start();
    }

    @AfterEach
    void stopCatalog() {
        catalog.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add((what + " " + body).trim());
        String answer = what.contains("cursor=")
                ? "{\"items\": [{\"id\": \"rome\"}]}"
                : what.startsWith("GET /api/v1/sites")
                        ? "{\"items\": [{\"id\": \"lyon\"}], \"next\": \"a b\"}"
                        : "{\"items\": [{\"site\": \"lyon\", \"reason\": \"change\", \"by\": \"noc\", \"since\": \"2026\"}]}";
        byte[] bytes = what.startsWith("DELETE") ? new byte[0] : answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(bytes.length == 0 ? 204 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("probes"));
        all.addAll(List.of(arguments));
        all.add("--catalog");
        all.add("http://127.0.0.1:" + catalog.getAddress().getPort() + "/");
        return CommandTree.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void shouldStopOneSiteForAReason() {
        assertThat(run("stop", "--site", "lyon", "--reason", "firewall change")).isZero();
        assertThat(requests).containsExactly("PUT /api/v1/sites/lyon/stop {\"reason\":\"firewall change\"}");
        assertThat(out.toString()).contains("lyon: probing is stopped");
    }

    @Test
    void shouldStartEverySitePageByPage() {
        assertThat(run("start", "--all")).isZero();
        assertThat(requests)
                .containsExactly(
                        "GET /api/v1/sites?limit=500",
                        "GET /api/v1/sites?limit=500&cursor=a%20b",
                        "DELETE /api/v1/sites/lyon/stop",
                        "DELETE /api/v1/sites/rome/stop");
    }

    @Test
    void shouldShowWhatIsStopped() {
        assertThat(run("status")).isZero();
        assertThat(out.toString()).contains("lyon: stopped since 2026 by noc: change");
    }

    @Test
    void shouldAskForALookAtOneCheck() {
        assertThat(run("recheck", "--site", "lyon", "--check", "lyon:lyon:ep 1:control"))
                .isZero();
        assertThat(requests).containsExactly("POST /api/v1/sites/lyon/rechecks {\"check\":\"lyon:lyon:ep 1:control\"}");
        assertThat(out.toString()).contains("lyon: lyon:lyon:ep 1:control is probed now");
        assertThat(run("recheck", "--site", "lyon")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void shouldAskWhichSitesAreMeant() {
        assertThat(run("stop")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("stop", "--site", "lyon", "--all")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(requests).isEmpty();
    }
}
