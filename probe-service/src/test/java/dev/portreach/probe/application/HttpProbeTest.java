package dev.portreach.probe.application;

import static dev.portreach.probe.application.Asking.HASTY;
import static dev.portreach.probe.application.Asking.PATIENT;
import static dev.portreach.probe.application.Asking.SOME;
import static dev.portreach.probe.application.Asking.ask;
import static dev.portreach.probe.application.Asking.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.policy.ProbeKind;
import dev.portreach.contracts.policy.ProbeMethod;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.probe.engine.ProbeResult;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP answers, good and hostile, on real sockets. */
class HttpProbeTest {

    private static final ProbeMethod GET = ProbeMethod.of(ProbeKind.HTTP);

    private static ApplicationEngine engine;

    @BeforeAll
    static void start() {
        engine = new ApplicationEngine(ApplicationEngine.Settings.DEFAULTS);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void shouldAskOnceForThePathAtTheHost() throws Exception {
        CompletableFuture<String> request = new CompletableFuture<>();
        try (TestPeer peer = TestPeer.plain(socket -> {
            request.complete(TestPeer.request(socket));
            TestPeer.write(socket, "HTTP/1.1 204 No Content\r\n\r\n");
        })) {
            // when
            ProbeMethod method =
                    new ProbeMethod(ProbeKind.HTTP, "receiver.example.org", "/health?full=1", null, null, null);
            ProbeResult result = ask(engine, peer.address(), method, PATIENT);
            // then
            assertThat(result.outcome()).isEqualTo(Outcome.OPEN);
            assertThat(result.proof()).isEqualTo(Proof.STRONG);
            assertThat(result.rttMicros()).isBetween(1L, 1_000_000L);
            assertThat(request.get(10, TimeUnit.SECONDS))
                    .startsWith("GET /health?full=1 HTTP/1.1\r\n")
                    .containsIgnoringCase(
                            "host: receiver.example.org:" + peer.address().getPort() + "\r\n")
                    .containsIgnoringCase("connection: close\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, , open, ",
        "302, , open, ",
        "404, , http-error, status 404",
        "503, '200-399,503', open, ",
        "503, , http-error, status 503",
        "200, '204', http-error, status 200",
    })
    void shouldJudgeTheStatus(int status, String expected, String outcome, String detail) throws Exception {
        try (TestPeer peer =
                TestPeer.plain(TestPeer.answer("HTTP/1.1 " + status + " So\r\nContent-Length: 0\r\n\r\n"))) {
            ProbeResult result = ask(engine, peer.address(), http(null, expected, null), PATIENT);
            assertThat(result.outcome()).hasToString(outcome);
            assertThat(result.detail()).isEqualTo(detail);
        }
    }

    @Test
    void shouldWaitForTheAnswerAfterAnInformationalOne() throws Exception {
        try (TestPeer peer = TestPeer.plain(
                TestPeer.answer("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"))) {
            assertFault(ask(engine, peer.address(), GET, PATIENT), "status 500");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: 11         | all is well                           | well$         | open",
                "Transfer-Encoding: chunked | 5~all i~6~s well~0~~                  | ^all is well$ | open",
                "Connection: close          | all is well                           | is w          | open",
                "Connection: close          | all is ill                            | is w          | http-error",
                "Content-Length: 0          | ''                                    | is w          | http-error",
            })
    void shouldLookIntoTheBody(String header, String body, String match, String outcome) throws Exception {
        try (TestPeer peer = TestPeer.plain(
                TestPeer.answer("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n" + body.replace("~", "\r\n")))) {
            ProbeResult result = ask(engine, peer.address(), http(null, null, match), PATIENT);
            assertThat(result.outcome()).hasToString(outcome);
            assertThat(result.detail()).isEqualTo(outcome.equals("open") ? null : "body does not match");
        }
    }

    @Test
    void shouldNotFollowARedirect() throws Exception {
        // given a redirect to another server, which would love to be asked
        try (TestPeer other = TestPeer.plain(TestPeer.answer("HTTP/1.1 200 OK\r\n\r\n"));
                TestPeer peer = TestPeer.plain(
                        TestPeer.answer("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://127.0.0.1:"
                                + other.address().getPort() + "/\r\n\r\n"))) {
            // when
            ProbeResult result = ask(engine, peer.address(), http(null, "200", null), PATIENT);
            // then it was judged for what it is
            assertFault(result, "status 302");
            assertThat(peer.accepted).hasSize(1);
            assertThat(other.accepted).isEmpty();
        }
    }

    @Test
    void shouldNotDecompress() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[10_000_000]);
        }
        try (TestPeer peer = TestPeer.plain(TestPeer.answer(
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + bomb.toString(StandardCharsets.ISO_8859_1)))) {
            assertFault(ask(engine, peer.address(), http(null, null, "well"), PATIENT), "body does not match");
        }
    }

    @Test
    void shouldReadNoMoreThan64KibOfABody() throws Exception {
        // given a body without end; what is looked for comes first, or too late
        String header = "HTTP/1.1 200 OK\r\n\r\n";
        try (TestPeer early = TestPeer.plain(TestPeer.endless(header + "well", "-".repeat(1_000)));
                TestPeer late = TestPeer.plain(TestPeer.endless(header + "-".repeat(65_536), "well"))) {
            assertThat(ask(engine, early.address(), http(null, null, "well"), PATIENT)
                            .outcome())
                    .isEqualTo(Outcome.OPEN);
            assertFault(ask(engine, late.address(), http(null, null, "well"), PATIENT), "body does not match");
        }
    }

    @Test
    void shouldNotBacktrackForEver() throws Exception {
        // given an expression and a body that take other engines longer than the universe is old
        String body = "a".repeat(60_000) + "!";
        try (TestPeer peer = TestPeer.plain(TestPeer.answer("HTTP/1.1 200 OK\r\n\r\n" + body))) {
            assertFault(ask(engine, peer.address(), http(null, null, "^(a+)+$"), PATIENT), "body does not match");
        }
    }

    @Test
    void shouldNotReadHeadersWithoutEnd() throws Exception {
        try (TestPeer peer = TestPeer.plain(TestPeer.endless("HTTP/1.1 200 OK\r\n", "X-More: and more\r\n"));
                TestPeer line = TestPeer.plain(TestPeer.endless("HTTP/1.1 200 ", "OK".repeat(1_000)));
                TestPeer hints = TestPeer.plain(TestPeer.endless("", "HTTP/1.1 103 Early Hints\r\n\r\n"))) {
            assertFault(ask(engine, peer.address(), GET, PATIENT), "headers too large");
            assertFault(ask(engine, line.address(), GET, PATIENT), "headers too large");
            assertFault(ask(engine, hints.address(), GET, PATIENT), "answer too large");
        }
    }

    @Test
    void shouldEndAtTheDeadlineWhateverDrips() throws Exception {
        // given silence, half a header, and half a body
        try (TestPeer silent = TestPeer.plain(TestPeer::untilClosed);
                TestPeer header = TestPeer.plain(half("HTTP/1.1 200 OK\r\nX-"));
                TestPeer body = TestPeer.plain(half("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nall is well"))) {
            assertFault(ask(engine, silent.address(), GET, HASTY), "no answer in time");
            assertFault(ask(engine, header.address(), GET, SOME), "answer not done in time");
            assertFault(ask(engine, body.address(), http(null, null, "ill"), SOME), "answer not done in time");
            // then what has come by then counts
            assertThat(ask(engine, body.address(), http(null, null, "well"), SOME)
                            .outcome())
                    .isEqualTo(Outcome.OPEN);
        }
    }

    @Test
    void shouldSeeWhatIsNotHttpAndWhoHangsUp() throws Exception {
        try (TestPeer ssh = TestPeer.plain(TestPeer.answer("SSH-2.0-OpenSSH_9.2p1\r\n"));
                TestPeer fin = TestPeer.plain(TestPeer::request);
                TestPeer rst = TestPeer.plain(socket -> {
                    TestPeer.request(socket);
                    socket.setSoLinger(true, 0);
                })) {
            assertFault(ask(engine, ssh.address(), GET, PATIENT), "not HTTP");
            assertFault(ask(engine, fin.address(), GET, PATIENT), "connection closed");
            assertFault(ask(engine, rst.address(), GET, PATIENT), "connection reset");
        }
    }

    @Test
    void shouldWriteIpv6HostsInBrackets() throws Exception {
        Question question = Question.of(GET, "2001:db8::1");
        assertThat(question.host(80)).isEqualTo("[2001:db8::1]");
        assertThat(question.host(8080)).isEqualTo("[2001:db8::1]:8080");
        assertThat(Question.of(ProbeMethod.of(ProbeKind.HTTPS), "core.example.org.")
                        .host(443))
                .isEqualTo("core.example.org");
        assertThat(InetAddress.getByName(question.name())).isNotNull();
    }

    private static TestPeer.Manners half(String text) {
        return socket -> {
            TestPeer.request(socket);
            TestPeer.write(socket, text);
            TestPeer.untilClosed(socket);
        };
    }

    private static void assertFault(ProbeResult result, String detail) {
        assertThat(result.outcome()).isEqualTo(Outcome.HTTP_ERROR);
        assertThat(result.detail()).isEqualTo(detail);
    }
}
