package dev.portreach.probe.application;

import static dev.portreach.probe.application.Asking.HASTY;
import static dev.portreach.probe.application.Asking.PATIENT;
import static dev.portreach.probe.application.Asking.SOME;
import static dev.portreach.probe.application.Asking.ask;
import static dev.portreach.probe.application.Asking.https;
import static dev.portreach.probe.application.Asking.tls;
import static dev.portreach.probe.application.TestAuthority.LATER;
import static dev.portreach.probe.application.TestAuthority.PAST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.policy.ProbeKind;
import dev.portreach.contracts.policy.ProbeMethod;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.probe.application.TestAuthority.Identity;
import dev.portreach.probe.engine.ProbeResult;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and handshakes, on real sockets. */
class TlsProbeTest {

    private static final String NAME = "receiver.example.org";

    @TempDir
    static Path directory;

    private static TestAuthority authority;
    private static ApplicationEngine engine;

    @BeforeAll
    static void start() throws Exception {
        authority = TestAuthority.root("Company");
        Path pem = directory.resolve("company.pem");
        Files.writeString(pem, pem(authority));
        engine = new ApplicationEngine(new ApplicationEngine.Settings(64, null, Trust.read(pem)));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void shouldSeeOpenWhereTheCertificateIsGood() throws Exception {
        try (TestPeer peer = TestPeer.tls(authority.issue(NAME).server(), TestPeer::untilClosed)) {
            ProbeResult result = ask(engine, peer.address(), tls(NAME), PATIENT);
            assertThat(result.outcome()).isEqualTo(Outcome.OPEN);
            assertThat(result.proof()).isEqualTo(Proof.STRONG);
            assertThat(result.detail()).isNull();
            assertThat(result.rttMicros()).isBetween(1L, 1_000_000L);
        }
    }

    @Test
    void shouldTakeACertificateForTheAddressWhereNoNameIsGiven() throws Exception {
        // given a certificate for an address, and one for a name
        try (TestPeer peer = TestPeer.tls(authority.issue("127.0.0.1").server(), TestPeer::untilClosed);
                TestPeer other = TestPeer.tls(authority.issue("localhost").server(), TestPeer::untilClosed)) {
            ProbeMethod method = ProbeMethod.of(ProbeKind.TLS);
            assertThat(ask(engine, peer.address(), method, PATIENT).outcome()).isEqualTo(Outcome.OPEN);
            assertFault(
                    ask(engine, other.address(), method, PATIENT),
                    Outcome.TLS_NAME_MISMATCH,
                    "for localhost, not 127.0.0.1");
        }
    }

    @Test
    void shouldSeeExpired() throws Exception {
        Identity expired = authority.issue(PAST.minus(Duration.ofDays(90)), PAST, NAME);
        assertFault(expired, Outcome.TLS_EXPIRED, "expired on " + day(PAST));
    }

    @Test
    void shouldSeeNotYetValid() throws Exception {
        Instant future = LATER.minus(Duration.ofDays(90));
        assertFault(authority.issue(future, LATER, NAME), Outcome.TLS_EXPIRED, "not valid before " + day(future));
    }

    @Test
    void shouldSeeAnExpiredIssuer() throws Exception {
        assertFault(authority.below("Old", PAST).issue(NAME), Outcome.TLS_EXPIRED, "an issuer expired on " + day(PAST));
    }

    @Test
    void shouldTrustThroughAnIntermediate() throws Exception {
        try (TestPeer peer =
                TestPeer.tls(authority.below("Between", LATER).issue(NAME).server(), TestPeer::untilClosed)) {
            assertThat(ask(engine, peer.address(), tls(NAME), PATIENT).outcome())
                    .isEqualTo(Outcome.OPEN);
        }
    }

    @Test
    void shouldSeeUntrusted() throws Exception {
        assertFault(
                TestAuthority.root("Elsewhere").issue(NAME),
                Outcome.TLS_UNTRUSTED,
                "no trusted issuer, issued by CN=Elsewhere");
        assertFault(TestAuthority.selfSigned(PAST, LATER, NAME), Outcome.TLS_UNTRUSTED, "self-signed");
    }

    @Test
    void shouldSeeANameMismatch() throws Exception {
        assertFault(
                authority.issue("a.example.org", "b.example.org"),
                Outcome.TLS_NAME_MISMATCH,
                "for a.example.org, b.example.org, not receiver.example.org");
    }

    @Test
    void shouldNameTheGravestFaultFirstAndAllInTheDetail() throws Exception {
        assertFault(
                TestAuthority.selfSigned(PAST.minus(Duration.ofDays(90)), PAST, "other.example.org"),
                Outcome.TLS_EXPIRED,
                "expired on " + day(PAST) + "; self-signed; for other.example.org, not receiver.example.org");
    }

    @Test
    void shouldSendTheNameButNeverAnAddress() throws Exception {
        // given a server that notes what it is asked for
        CompletableFuture<String> named = new CompletableFuture<>();
        CompletableFuture<String> unnamed = new CompletableFuture<>();
        SSLContext context = authority.issue(NAME, "127.0.0.1").server();
        try (TestPeer first = TestPeer.tls(context, socket -> note((SSLSocket) socket, named));
                TestPeer second = TestPeer.tls(context, socket -> note((SSLSocket) socket, unnamed))) {
            // when
            ask(engine, first.address(), tls(NAME + "."), PATIENT);
            ask(engine, second.address(), ProbeMethod.of(ProbeKind.TLS), PATIENT);
            // then
            assertThat(named.get(10, TimeUnit.SECONDS)).contains(NAME);
            assertThat(unnamed.get(10, TimeUnit.SECONDS)).isEqualTo("[]");
        }
    }

    @Test
    void shouldSeeACertificateThatChangedSinceTheLastProbe() throws Exception {
        // given a server that would take a session up again
        SSLContext context = authority.issue(NAME).server();
        CompletableFuture<Void> first = new CompletableFuture<>();
        try (TestPeer peer = TestPeer.tls(context, socket -> {
            ((SSLSocket) socket).startHandshake();
            first.complete(null);
            TestPeer.untilClosed(socket);
        })) {
            ask(engine, peer.address(), tls(NAME), PATIENT);
            first.get(10, TimeUnit.SECONDS);
            // when asked again for another name, the certificate is looked at again
            assertThat(ask(engine, peer.address(), tls("other.example.org"), PATIENT)
                            .outcome())
                    .isEqualTo(Outcome.TLS_NAME_MISMATCH);
        }
    }

    @Test
    void shouldNameTheAlert() throws Exception {
        // given a server with no cipher suite that we have in common
        try (TestPeer peer = TestPeer.tls(SSLContext.getDefault(), socket -> ((SSLSocket) socket).startHandshake())) {
            assertFault(ask(engine, peer.address(), tls(NAME), PATIENT), Outcome.TLS_ERROR, "alert handshake_failure");
        }
    }

    @Test
    void shouldNameTheAlertOfAPeerThatWantsACertificateOfOurs() throws Exception {
        SSLContext context = authority.issue(NAME).server();
        SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        try (TestPeer peer = TestPeer.on(listener, TestPeer.answer("HTTP/1.1 200 OK\r\n\r\n"))) {
            ProbeResult result = ask(engine, peer.address(), https(NAME), PATIENT);
            assertThat(result.outcome()).isEqualTo(Outcome.TLS_ERROR);
            assertThat(result.detail()).startsWith("alert ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SSH-2.0-OpenSSH_9.2p1\r\n", "HTTP/1.1 400 Bad Request\r\n\r\n", "220 mail.example.org\r\n"})
    void shouldSeePlainText(String greeting) throws Exception {
        try (TestPeer peer = TestPeer.plain(socket -> {
            TestPeer.write(socket, greeting);
            TestPeer.untilClosed(socket);
        })) {
            assertFault(ask(engine, peer.address(), tls(NAME), PATIENT), Outcome.TLS_ERROR, "not TLS");
        }
    }

    @Test
    void shouldSeeSilence() throws Exception {
        try (TestPeer peer = TestPeer.plain(TestPeer::untilClosed)) {
            assertFault(ask(engine, peer.address(), tls(NAME), HASTY), Outcome.TLS_ERROR, "no answer in time");
        }
    }

    @Test
    void shouldNotWaitForAHandshakeThatDrips() throws Exception {
        // given a record of 16 KiB of which one byte comes, and no more
        try (TestPeer peer = TestPeer.plain(socket -> {
            TestPeer.write(socket, "\u0016\u0003\u0003@\u0000\u0002");
            TestPeer.untilClosed(socket);
        })) {
            assertFault(ask(engine, peer.address(), tls(NAME), SOME), Outcome.TLS_ERROR, "handshake not done in time");
        }
    }

    @Test
    void shouldNotReadAHandshakeWithoutEnd() throws Exception {
        // given change-cipher-spec records (RFC 8446, section 5), which are to be ignored, for ever
        try (TestPeer peer = TestPeer.plain(TestPeer.endless("", "\u0014\u0003\u0003\u0000\u0001\u0001"))) {
            ProbeResult result = ask(engine, peer.address(), tls(NAME), PATIENT);
            assertThat(result.outcome()).isEqualTo(Outcome.TLS_ERROR);
            assertThat(result.detail())
                    .isIn("handshake too large", "handshake failed", "connection reset in handshake");
        }
    }

    @Test
    void shouldSeeAPeerThatHangsUpInTheHandshake() throws Exception {
        try (TestPeer fin = TestPeer.plain(socket -> socket.getInputStream().readNBytes(10))) {
            assertThat(ask(engine, fin.address(), tls(NAME), PATIENT).detail())
                    .isIn("connection closed in handshake", "connection reset in handshake");
        }
        try (TestPeer rst = TestPeer.plain(socket -> {
            socket.getInputStream().readNBytes(10);
            socket.setSoLinger(true, 0);
        })) {
            assertFault(
                    ask(engine, rst.address(), tls(NAME), PATIENT), Outcome.TLS_ERROR, "connection reset in handshake");
        }
    }

    @Test
    void shouldSeeWhatTcpSays() throws Exception {
        int closed;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = gone.getLocalPort();
        }
        ProbeResult refused =
                ask(engine, new InetSocketAddress(InetAddress.getLoopbackAddress(), closed), tls(NAME), PATIENT);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.proof()).isEqualTo(Proof.WEAK);
        assertThat(refused.rttMicros()).isNotNull();
    }

    @Test
    void shouldSeeOpenOverIpv6() throws Exception {
        byte[] last = new byte[16];
        last[15] = 1;
        InetAddress loopback = InetAddress.getByAddress(last);
        TestPeer peer;
        try {
            peer = TestPeer.on(
                    authority.issue("::1").server().getServerSocketFactory().createServerSocket(0, 50, loopback),
                    TestPeer::untilClosed);
        } catch (java.net.BindException e) {
            Assumptions.abort("no IPv6 here");
            return;
        }
        try (peer) {
            assertThat(ask(engine, peer.address(), ProbeMethod.of(ProbeKind.TLS), PATIENT)
                            .outcome())
                    .isEqualTo(Outcome.OPEN);
        }
    }

    private static void note(SSLSocket socket, CompletableFuture<String> asked) throws Exception {
        socket.startHandshake();
        asked.complete(((ExtendedSSLSession) socket.getSession())
                .getRequestedServerNames()
                .toString());
    }

    private static void assertFault(Identity identity, Outcome outcome, String detail) throws Exception {
        try (TestPeer peer = TestPeer.tls(identity.server(), TestPeer::untilClosed)) {
            assertFault(ask(engine, peer.address(), tls(NAME), PATIENT), outcome, detail);
        }
    }

    private static void assertFault(ProbeResult result, Outcome outcome, String detail) {
        assertThat(List.of(result.outcome(), result.detail())).containsExactly(outcome, detail);
        assertThat(result.proof()).isEqualTo(Proof.STRONG);
        assertThat(result.rttMicros()).isNotNull();
    }

    private static String day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static String pem(TestAuthority authority) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(authority.certificate().getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
