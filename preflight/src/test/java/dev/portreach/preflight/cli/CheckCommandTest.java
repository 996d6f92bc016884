package dev.portreach.preflight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.portreach.catalog.boot.RestJson;
import dev.portreach.contracts.proof.ProofReport;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.preflight.sweep.SilentPort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import picocli.CommandLine;

class CheckCommandTest {

    private static final String HOST = "127.0.0.1";

    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<ServerSocket> listeners = new ArrayList<>();

    @AfterEach
    void closeListeners() throws IOException {
        for (ServerSocket listener : listeners) {
            listener.close();
        }
    }

    /** A port at which somebody listens; the kernel accepts. */
    private int open() throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listeners.add(listener);
        return listener.getLocalPort();
    }

    /** A port at which nobody listens. */
    private static int closed() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private int run(String... arguments) {
        return new CommandLine(new CheckCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /** The receiver's rows at ports of this machine; a data range of which nothing listens. */
    private int receiver(int control, String... more) throws IOException {
        int data = closed();
        List<String> arguments = new ArrayList<>(List.of(
                "--pack",
                "media-composer-cloud",
                "--endpoint",
                "delivery-receiver=" + HOST,
                "--override",
                "delivery-receiver.engine=" + open(),
                "--override",
                "delivery-receiver.web-services=" + open(),
                "--override",
                "delivery-receiver.data=" + data,
                "--override",
                "delivery-receiver.control=" + control));
        arguments.addAll(Arrays.asList(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void shouldPassWhereEverythingRequiredIsOpen() throws IOException {
        // given listeners on every port that must listen, and an idle data port
        int exit = receiver(open());

        // then the data port, refused, is a path that is open
        assertThat(out.toString()).contains("OK: 4 of 4 required rows are reachable", "nobody listens");
        assertThat(out.toString()).contains("no --endpoint interplay-central=… was given");
        assertThat(exit).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldFailAndSayWhatToOpen() throws IOException {
        // given nobody at the control port
        int control = closed();

        int exit = receiver(control);

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .contains("FAILING", "NOT OK: 3 of 4 required rows are reachable")
                .contains("ask the network administrators to open TCP %d from this machine (127.0.0.1) to 127.0.0.1"
                        .formatted(control));
    }

    @Test
    void shouldWriteJsonWithOutcomesAsRuns() throws IOException {
        int control = open();

        int exit = receiver(control, "--output", "json");

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(exit).isZero();
        assertThat(report.get("reachable").asBoolean()).isTrue();
        assertThat(report.get("findings")).hasSize(4);
        JsonNode finding = report.get("findings").get(0);
        assertThat(finding.get("policy").asText()).isEqualTo("delivery-receiver.control");
        assertThat(finding.get("verdict").asText()).isEqualTo("ok");
        assertThat(finding.get("runs").get(0).get("ports").asText()).isEqualTo(Integer.toString(control));
        assertThat(finding.get("runs").get(0).get("outcome").asText()).isEqualTo("open");
    }

    @Test
    void shouldWriteCsvThatQuotesWhatNeedsIt() throws IOException {
        int control = closed();

        int exit = receiver(control, "--output", "csv");

        List<String> lines = out.toString().lines().toList();
        assertThat(exit).isEqualTo(1);
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0))
                .startsWith("component,host,address,source,policy")
                .endsWith("detail,advice");
        assertThat(lines.get(1))
                .startsWith("delivery-receiver,127.0.0.1,127.0.0.1,127.0.0.1,delivery-receiver.control,Control")
                .contains(",tcp,%d,refused,".formatted(control))
                .endsWith(" to 127.0.0.1\"");
    }

    @Test
    void shouldWriteJUnitXml() throws Exception {
        int exit = receiver(closed(), "--output", "junit");

        Element suite = (Element) DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(out.toString().getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("testsuite")
                .item(0);
        assertThat(exit).isEqualTo(1);
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(((Element) suite.getElementsByTagName("failure").item(0)).getAttribute("message"))
                .contains("ask the network administrators to open TCP");
    }

    @Test
    void shouldLockOnDemandRangesToTheUsers() throws IOException {
        // given a range that nobody listens on, of which three users need three ports
        int exit = run(
                "--pack",
                pack("permitted", "on-demand", "45000-45999"),
                "--endpoint",
                "thing=" + HOST,
                "--users",
                "3",
                "--output",
                "json");

        JsonNode finding =
                new ObjectMapper().readTree(out.toString()).get("findings").get(0);
        assertThat(finding.get("ports").asText()).isEqualTo("45000-45002");
        assertThat(exit).isZero();
    }

    @Test
    void shouldFindWhatMustBeBlockedButPasses() throws IOException {
        int port = open();

        int exit = run("--pack", pack("blocked", "all", Integer.toString(port)), "--endpoint", "thing=" + HOST);

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).contains("VIOLATED", "to close TCP " + port);
    }

    @Test
    void shouldSayHowOftenASilentPortWasAsked() throws IOException {
        try (SilentPort silent = new SilentPort()) {
            int exit = receiver(silent.port(), "--timeout", "100ms");

            assertThat(exit).isEqualTo(1);
            assertThat(out.toString()).contains("%d timeout (asked 6 times)".formatted(silent.port()));
        }
    }

    @Test
    void shouldAddTheResultToHistory() throws IOException {
        List<String> bodies = new ArrayList<>();
        HttpServer server = server(exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(201, -1);
        });
        try {
            int exit = receiver(closed(), "--upload", "--from", "editor in Lyon", "--server", url(server) + "/");

            // then the report is sent as the service takes it, and the exit status is the check's
            ProofReport sent = RestJson.strict().readValue(bodies.get(0), ProofReport.class);
            assertThat(bodies).hasSize(1);
            assertThat(sent.id().version()).isEqualTo(7);
            assertThat(sent.origin()).isEqualTo("editor in Lyon");
            assertThat(sent.pack()).isEqualTo("media-composer-cloud");
            assertThat(sent.tool()).startsWith("portreach check ");
            assertThat(sent.reachable()).isFalse();
            assertThat(sent.rows()).hasSize(4);
            assertThat(sent.rows().get(0).runs().get(0).outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(exit).isEqualTo(1);
            assertThat(err.toString())
                    .contains("added to history: %s/api/v1/proofs/%s".formatted(url(server), sent.id()));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldKeepItsOwnResultWhereTheUploadFails() throws IOException {
        HttpServer server = server(exchange -> {
            byte[] problem = "{\"errors\":[{\"field\":\"rows\",\"reason\":\"too many\\u0007\"}]}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(400, problem.length);
            exchange.getResponseBody().write(problem);
        });
        try {
            assertThat(receiver(open(), "--upload", "--server", url(server))).isZero();
            assertThat(err.toString()).contains("NOT added to history", "answers 400: rows too many?");
        } finally {
            server.stop(0);
        }
        err.getBuffer().setLength(0);
        out.getBuffer().setLength(0);
        assertThat(receiver(open(), "--upload", "--server", "http://127.0.0.1:" + closed()))
                .isZero();
        assertThat(err.toString()).contains("NOT added to history", "does not answer");
        assertThat(out.toString()).contains("OK: 4 of 4 required rows are reachable");
    }

    private static HttpServer server(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/proofs", exchange -> {
            handler.handle(exchange);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void shouldSendEchoRequestsOrSayWhyItDoesNot() throws IOException {
        String file = Files.writeString(
                        dir.resolve("echo.json"),
                        """
                        {"id": "own", "version": 1, "components": [{"id": "thing"}], "policies": [
                          {"key": "thing.echo", "component": "thing", "protocol": "icmp"}]}""")
                .toString();

        int exit = run("--pack", file, "--endpoint", "thing=" + HOST);

        // whether the kernel permits it is this machine's matter; both must be said in words, not in ports
        boolean permitted = exit == 0;
        assertThat(out.toString())
                .contains("ICMP echo")
                .contains(permitted ? "echo open" : "net.ipv4.ping_group_range")
                .doesNotContain("icmp 0");
        assertThat(exit).isBetween(0, 1);
    }

    @Test
    void shouldSweepAThousandPortsWithoutALimit() throws IOException {
        int exit = run(
                "--pack",
                pack("permitted", "all", "46000-46999"),
                "--endpoint",
                "thing=" + HOST,
                "--rate",
                "0",
                "--output",
                "json");

        JsonNode finding =
                new ObjectMapper().readTree(out.toString()).get("findings").get(0);
        assertThat(finding.get("verdict").asText()).isEqualTo("ok");
        assertThat(exit).isZero();
    }

    @Test
    void shouldReadPacksInYamlAndTablesAndNameWhatItDoesNotLookAt() throws IOException {
        int port = open();
        Path yaml = Files.writeString(
                dir.resolve("own.yaml"),
                """
                id: own
                version: 1
                components: [{id: thing}]
                policies:
                  - {key: thing.row, component: thing, protocol: tcp, ports: %d}
                  - {key: thing.local, component: thing, protocol: tcp, ports: 81, probing: local-only}
                  - {key: thing.media, component: thing, protocol: udp, probing: dynamic}
                """
                        .formatted(port));
        Path csv = Files.writeString(
                dir.resolve("table.csv"),
                """
                Component,Port,Protocol,Direction,Purpose
                Thing,%d,TCP,inbound,Row
                Thing,dynamic,UDP,inbound,Media of streams
                """
                        .formatted(port));

        assertThat(run("--pack", yaml.toString(), "--endpoint", "thing=" + HOST))
                .isZero();
        assertThat(out.toString())
                .contains("OK: 1 of 1 required rows are reachable")
                .contains("tcp 81 (thing.local) was not looked at: it serves programs on the component's own host only")
                .contains("udp ports (thing.media) was not looked at: its ports are negotiated at run time");
        out.getBuffer().setLength(0);
        assertThat(run("--pack", csv.toString(), "--endpoint", "thing=" + HOST)).isZero();
        assertThat(out.toString())
                .contains("OK: 1 of 1 required rows are reachable", "(thing.media-of-streams) was not looked at");
    }

    @Test
    void shouldSayWhatIsWrongWithTheArguments() throws IOException {
        assertWrong("there is no pack \"nothing\"", "--pack", "nothing", "--endpoint", "delivery-receiver=" + HOST);
        assertWrong("has no component \"receiver\"", cloud("receiver=" + HOST));
        assertWrong("write component=address", cloud("delivery-receiver"));
        assertWrong("\"nowhere.invalid\" does not resolve", cloud("delivery-receiver=nowhere.invalid"));
        assertWrong("neither an IPv4 or IPv6 address", cloud("delivery-receiver=10.0.0.300"));
        assertWrong("99999", cloud("delivery-receiver=" + HOST, "--override", "delivery-receiver.control=99999"));
        assertWrong("no policy \"control\"", cloud("delivery-receiver=" + HOST, "--override", "control=1"));
        assertWrong("--users is not within", cloud("delivery-receiver=" + HOST, "--users", "0"));
        assertWrong("--rate is not within", cloud("delivery-receiver=" + HOST, "--rate", "-1"));
        assertWrong("--timeout is not within", cloud("delivery-receiver=" + HOST, "--timeout", "1m"));
        assertWrong("--only leaves nothing", cloud("delivery-receiver=" + HOST, "--only", "interplay-central"));
        assertWrong("cannot be read", "--pack", "./nowhere.json", "--endpoint", "a=" + HOST);
        Path broken = Files.writeString(dir.resolve("broken.json"), "{\"id\": \"x\", \"prots\": 1}");
        assertWrong("prots", "--pack", broken.toString(), "--endpoint", "a=" + HOST);
        Path anchors = Files.writeString(dir.resolve("broken.yml"), "id: &a x");
        assertWrong(
                "has an anchor, which is not taken (line 1, column 5)",
                "--pack",
                anchors.toString(),
                "--endpoint",
                "a=b");
        Path table = Files.writeString(dir.resolve("broken.csv"), "component,port,protocol,purpose\na,0,tcp,x");
        assertWrong("(line 2, column 2)", "--pack", table.toString(), "--endpoint", "a=b");
        assertWrong(
                "there is no row to look at", "--pack", "isis-storage", "--endpoint", "isis-client-windows=" + HOST);
        assertWrong("Missing required option", "--pack", "media-composer-cloud");
        assertWrong("'xls' is none of table", cloud("delivery-receiver=" + HOST, "--output", "xls"));
        assertWrong("are for --upload", cloud("delivery-receiver=" + HOST, "--from", "here"));
        assertWrong("no http or https", cloud("delivery-receiver=" + HOST, "--upload", "--server", "file:///tmp"));
        assertWrong("--server is no", cloud("delivery-receiver=" + HOST, "--upload", "--server", "http://a b"));
        assertWrong("--from is not", cloud("delivery-receiver=" + HOST, "--upload", "--from", " "));
        assertWrong("'soon' is no duration", cloud("delivery-receiver=" + HOST, "--timeout", "soon"));
    }

    private void assertWrong(String message, String... arguments) {
        err.getBuffer().setLength(0);
        assertThat(run(arguments)).as(message).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(message).doesNotContain("Exception");
        assertThat(out.toString()).isEmpty();
    }

    private static String[] cloud(String endpoint, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--pack", "media-composer-cloud", "--endpoint", endpoint));
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray(String[]::new);
    }

    private String pack(String expectation, String rangeMode, String ports) throws IOException {
        return Files.writeString(
                        dir.resolve("own.json"),
                        """
                        {"id": "own", "version": 1, "components": [{"id": "thing"}], "policies": [
                          {"key": "thing.row", "component": "thing", "protocol": "tcp", "ports": "%s",
                           "expectation": "%s", "rangeMode": "%s"}]}"""
                                .formatted(ports, expectation, rangeMode))
                .toString();
    }
}
