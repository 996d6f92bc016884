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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FirewallRequestCommandTest {

    @TempDir
    private Path dir;

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
        String what = exchange.getRequestURI().toString();
        requests.add(what);
        boolean isKnown = what.startsWith("/api/v1/sites/lyon/");
        byte[] bytes = (isKnown ? "10.1.0.0/16 → 10.0.0.5" : "{\"detail\":\"there is no site\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/markdown;charset=UTF-8");
        exchange.sendResponseHeaders(isKnown ? 200 : 404, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("firewall-request"));
        all.addAll(List.of(arguments));
        all.add("--catalog");
        all.add("http://127.0.0.1:" + catalog.getAddress().getPort());
        return CommandTree.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void shouldPrintMarkdown() {
        assertThat(run("--site", "lyon")).isZero();
        assertThat(requests).containsExactly("/api/v1/sites/lyon/firewall-request?format=markdown");
        assertThat(out.toString()).isEqualTo("10.1.0.0/16 → 10.0.0.5\n");
    }

    @Test
    void shouldWriteAnotherFormatToAFile() {
        Path file = dir.resolve("lyon.nft");
        assertThat(run("--site", "lyon", "--format", "nftables", "--only", "failing", "--output", file.toString()))
                .isZero();
        assertThat(requests).containsExactly("/api/v1/sites/lyon/firewall-request?format=nftables&only=failing");
        assertThat(file).hasContent("10.1.0.0/16 → 10.0.0.5");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        assertThat(run()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("--site", "lyon", "--format", "pdf")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("--site", "lyon", "--only", "some")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--format 'pdf' is none of markdown, html, csv");
        assertThat(requests).isEmpty();
    }

    @Test
    void shouldSayWhatTheCatalogSays() {
        assertThat(run("--site", "no where")).isEqualTo(1);
        assertThat(requests).containsExactly("/api/v1/sites/no%20where/firewall-request?format=markdown");
        assertThat(err.toString()).contains("404", "there is no site");
        assertThat(run("--site", "lyon", "--output", dir.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("cannot be written");
    }
}
