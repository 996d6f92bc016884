package dev.portreach.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ApplyCommandTest {

    private static final String PLAN =
            """
            {"dryRun": true, "plan": "abc", "created": 1, "changed": 1, "deleted": 1, "unchanged": 7, "changes": [
              {"action": "create", "kind": "Site", "id": "nice"},
              {"action": "change", "kind": "Site", "id": "lyon",
               "fields": [{"field": "labels.tier", "from": "tin", "to": "gold"}, {"field": "region", "to": "emea"}]},
              {"action": "delete", "kind": "Endpoint", "id": "old-1"}]}""";

    @TempDir
    private Path dir;

    private final List<String> requests = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer catalog;
    private String answer = PLAN;
    private int status = 200;
    private int statusOfReal = 200;

    @BeforeEach
    void startCatalog() throws IOException {
        catalog = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        catalog.createContext("/", this::answer);
        catalog.start();
        Files.writeString(dir.resolve("b.yaml"), "kind: Site\nid: é\n");
        Files.createDirectories(dir.resolve("a"));
        Files.writeString(dir.resolve("a/x.json"), "[]");
        Files.writeString(dir.resolve("notes.txt"), "not configuration");
    }

    @AfterEach
    void stopCatalog() {
        catalog.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String plan = exchange.getRequestHeaders().getFirst("If-Match");
        requests.add("%s %s %s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI(), plan, body));
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(plan == null ? status : statusOfReal, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--catalog");
        all.add("http://127.0.0.1:" + catalog.getAddress().getPort());
        return CommandTree.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void shouldShowThePlanAndSayThatTheCatalogDiffers() {
        assertThat(run("apply", "-f", dir.toString(), "--dry-run", "--prune")).isEqualTo(2);
        assertThat(out.toString().lines())
                .containsExactly(
                        "+ Site nice",
                        "~ Site lyon",
                        "    labels.tier: \"tin\" -> \"gold\"",
                        "    region: (none) -> \"emea\"",
                        "- Endpoint old-1",
                        "1 to create, 1 to change, 1 to delete, 7 as they should be");
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0))
                .startsWith("POST /api/v1/apply?dryRun=true&prune=true null")
                .contains("\"a/x.json\"", "\"b.yaml\"", "id: é")
                .doesNotContain("notes.txt");
    }

    @Test
    void shouldSayNothingDiffers() {
        answer = "{\"plan\": \"abc\", \"unchanged\": 3, \"changes\": []}";
        assertThat(run("apply", "-f", dir.resolve("b.yaml").toString(), "--dry-run"))
                .isZero();
        assertThat(run("apply", "-f", dir.resolve("b.yaml").toString())).isZero();
        assertThat(requests).hasSize(2).allMatch(request -> request.contains("dryRun=true"));
    }

    @Test
    void shouldCarryOutThePlanThatItShowed() {
        assertThat(run("apply", "-f", dir.toString(), "--yes", "--reason", "zwei Büros"))
                .isZero();
        assertThat(requests.get(1))
                .startsWith("POST /api/v1/apply?dryRun=false&prune=false&reason=zwei+B%C3%BCros \"abc\"");
        assertThat(out.toString()).endsWith("done" + System.lineSeparator());
    }

    private int runAnswering(String answer) {
        InputStream real = System.in;
        System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
        try {
            return run("apply", "-f", dir.toString());
        } finally {
            System.setIn(real);
        }
    }

    @Test
    void shouldAskBeforeItChangesAnything() {
        assertThat(runAnswering("")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains("nobody is there", "--yes");
        assertThat(runAnswering("no\n")).isEqualTo(1);
        assertThat(requests).hasSize(2).allMatch(request -> request.contains("dryRun=true"));
        assertThat(runAnswering("y\n")).isZero();
        assertThat(requests.get(3)).contains("dryRun=false");
    }

    @Test
    void shouldSayThatThePlanIsOutOfDate() {
        statusOfReal = 412;
        assertThat(run("apply", "-f", dir.toString(), "--yes")).isEqualTo(1);
        assertThat(err.toString()).contains("changed since the plan was shown");
    }

    @Test
    void shouldSayEverythingThatIsWrongWithItsPlace() {
        status = 400;
        answer =
                """
                {"status": 400, "detail": "x", "errors": [
                  {"field": "a/x.json[0].sources[1]", "reason": "is not a network", "line": 3, "column": 9},
                  {"field": "b.yaml", "reason": "cannot be read", "line": 1, "column": 2}]}""";
        assertThat(run("apply", "-f", dir.toString(), "--yes")).isEqualTo(1);
        assertThat(err.toString())
                .contains("nothing was changed")
                .contains("a/x.json:3:9: a/x.json[0].sources[1] is not a network")
                .contains("b.yaml:1:2: b.yaml cannot be read")
                .doesNotContain("Exception");
        assertThat(run("apply", "-f", dir.resolve("nowhere").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("there is no file or directory");
    }

    @Test
    void shouldWriteTheExportAndNothingOutsideOfIt() throws IOException {
        answer = "{\"files\": [{\"name\": \"sites.yaml\", \"content\": \"---\\nkind: Site\\n\"}]}";
        Path to = dir.resolve("export");
        assertThat(run("export", "-d", to.toString())).isZero();
        assertThat(to.resolve("sites.yaml")).hasContent("---\nkind: Site\n");
        assertThat(requests.get(0)).startsWith("GET /api/v1/export?format=yaml");

        answer = "{\"files\": [{\"name\": \"../evil.yaml\", \"content\": \"x\"}]}";
        assertThat(run("export", "-d", to.toString())).isEqualTo(1);
        assertThat(dir.resolve("evil.yaml")).doesNotExist();
    }
}
