package dev.portreach.probe.namespace;

import static dev.portreach.contracts.policy.Protocol.TCP;
import static dev.portreach.contracts.policy.Protocol.UDP;
import static dev.portreach.contracts.result.Outcome.LOCAL_ERROR;
import static dev.portreach.contracts.result.Outcome.OPEN;
import static dev.portreach.contracts.result.Outcome.OPEN_OR_FILTERED;
import static dev.portreach.contracts.result.Outcome.PROHIBITED;
import static dev.portreach.contracts.result.Outcome.REFUSED;
import static dev.portreach.contracts.result.Outcome.TIMEOUT;
import static dev.portreach.contracts.result.Outcome.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.probe.engine.ConnectEngine;
import dev.portreach.probe.engine.ProbeRequest;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.exchange.ExchangeEngine;
import dev.portreach.probe.icmp.ErrorQueue;
import dev.portreach.probe.icmp.SecondLook;
import dev.portreach.probe.namespace.Namespaces.Place;
import dev.portreach.probe.payload.Payload;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a probe says for everything that a network does to a packet, on a real kernel with real rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutcomeTableTest {

    private static final Duration DEADLINE = Duration.ofSeconds(4);
    private static final int OPEN_PORT = 7_000;
    private static final int UDP_ANSWERING = 7_001;

    /**
     * @param rule of the firewall for that port, without it; null for none
     * @param plain what the socket says by itself
     * @param refined what it says with the evidence of the error queue
     * @param detail without the firewall's address
     */
    record Row(
            String name,
            Protocol protocol,
            boolean v6,
            int port,
            Place where,
            String rule,
            Outcome plain,
            Outcome refined,
            Proof proof,
            String detail) {

        @Override
        public String toString() {
            return "%s %s %s".formatted(protocol, v6 ? "IPv6" : "IPv4", name);
        }
    }

    record Seen(ProbeResult plain, ProbeResult refined) {}

    private final List<Row> rows = new ArrayList<>();
    private final Map<Row, Seen> seen = new LinkedHashMap<>();
    private final List<Closeable> listeners = new ArrayList<>();
    private Namespaces namespaces;
    private int nextPort = 7_100;

    @BeforeAll
    void probeAll() throws Exception {
        Namespaces.missing().ifPresent(reason -> Assumptions.abort("skipped: " + reason));
        for (boolean v6 : new boolean[] {false, true}) {
            addRows(v6);
        }
        namespaces = Namespaces.create();
        namespaces.liftErrorLimit(Place.FIREWALL);
        namespaces.rules(Place.FIREWALL, "forward", rules(Place.FIREWALL));
        namespaces.rules(Place.AGENT, "output", rules(Place.AGENT));
        namespaces.at(Place.TARGET, this::listen);
        namespaces.at(Place.AGENT, () -> {
            probe(rows);
            return null;
        });
    }

    private void addRows(boolean v6) {
        add("open", TCP, v6, OPEN_PORT, null, null, OPEN, OPEN, Proof.STRONG, null);
        add("an answer", UDP, v6, UDP_ANSWERING, null, null, OPEN, OPEN, Proof.STRONG, null);
        add("no answer", UDP, v6, OPEN_PORT, null, null, OPEN_OR_FILTERED, OPEN_OR_FILTERED, Proof.WEAK, null);
        add(TCP, v6, "closed port", null, REFUSED, REFUSED, "rst");
        add(UDP, v6, "closed port", null, REFUSED, REFUSED, v6 ? "icmpv6 1/4" : "icmp 3/3");
        add(TCP, v6, "reset", "reject with tcp reset", REFUSED, REFUSED, "rst");
        add(TCP, v6, "drop", "drop", TIMEOUT, TIMEOUT, null);
        add(UDP, v6, "drop", "drop", OPEN_OR_FILTERED, OPEN_OR_FILTERED, null);
        add("local drop", TCP, v6, nextPort++, Place.AGENT, "drop", TIMEOUT, TIMEOUT, Proof.WEAK, null);
        add("local drop", UDP, v6, nextPort++, Place.AGENT, "drop", LOCAL_ERROR, LOCAL_ERROR, Proof.WEAK, null);
        if (v6) {
            addRejectV6("no-route", UNREACHABLE, OPEN_OR_FILTERED, UNREACHABLE, "icmpv6 1/0");
            addRejectV6("admin-prohibited", PROHIBITED, PROHIBITED, PROHIBITED, "icmpv6 1/1");
            addRejectV6("addr-unreachable", UNREACHABLE, OPEN_OR_FILTERED, UNREACHABLE, "icmpv6 1/3");
            addRejectV6("port-unreachable", REFUSED, REFUSED, PROHIBITED, "icmpv6 1/4");
        } else {
            addReject("net-unreachable", UNREACHABLE, OPEN_OR_FILTERED, UNREACHABLE, "icmp 3/0");
            addReject("host-unreachable", UNREACHABLE, OPEN_OR_FILTERED, UNREACHABLE, "icmp 3/1");
            addReject("prot-unreachable", UNREACHABLE, UNREACHABLE, UNREACHABLE, "icmp 3/2");
            addReject("port-unreachable", REFUSED, REFUSED, PROHIBITED, "icmp 3/3");
            addReject("net-prohibited", UNREACHABLE, UNREACHABLE, PROHIBITED, "icmp 3/9");
            addReject("host-prohibited", UNREACHABLE, UNREACHABLE, PROHIBITED, "icmp 3/10");
            addReject("admin-prohibited", UNREACHABLE, UNREACHABLE, PROHIBITED, "icmp 3/13");
        }
    }

    private void addReject(String code, Outcome tcp, Outcome udp, Outcome refined, String detail) {
        addReject(false, code, "reject with icmp type " + code, tcp, udp, refined, detail);
    }

    private void addRejectV6(String code, Outcome tcp, Outcome udp, Outcome refined, String detail) {
        addReject(true, code, "reject with icmpv6 type " + code, tcp, udp, refined, detail);
    }

    /** UDP silence stays silence, and a port unreachable is what a closed UDP port answers as well. */
    private void addReject(
            boolean v6, String name, String rule, Outcome tcp, Outcome udp, Outcome refined, String detail) {
        add(TCP, v6, name, rule, tcp, refined, detail);
        boolean silent = udp == OPEN_OR_FILTERED;
        add(UDP, v6, name, rule, udp, silent || udp == REFUSED ? udp : refined, silent ? null : detail);
    }

    private void add(
            Protocol protocol, boolean v6, String name, String rule, Outcome plain, Outcome refined, String detail) {
        boolean strong = refined == PROHIBITED || refined == UNREACHABLE;
        Proof proof = strong ? Proof.STRONG : Proof.WEAK;
        add(name, protocol, v6, nextPort++, Place.FIREWALL, rule, plain, refined, proof, detail);
    }

    private void add(
            String name,
            Protocol protocol,
            boolean v6,
            int port,
            Place where,
            String rule,
            Outcome plain,
            Outcome refined,
            Proof proof,
            String detail) {
        rows.add(new Row(name, protocol, v6, port, where, rule, plain, refined, proof, detail));
    }

    private List<String> rules(Place where) {
        return rows.stream()
                .filter(row -> row.where() == where && row.rule() != null)
                .map(row -> "meta nfproto %s %s dport %d %s"
                        .formatted(row.v6() ? "ipv6" : "ipv4", row.protocol(), row.port(), row.rule()))
                .toList();
    }

    /** TCP that accepts, UDP that answers, and UDP that takes and says nothing. */
    private Void listen() throws IOException {
        listeners.add(new ServerSocket(OPEN_PORT, 50));
        listeners.add(new DatagramSocket(OPEN_PORT));
        DatagramSocket answering = new DatagramSocket(UDP_ANSWERING);
        listeners.add(answering);
        Thread answers = new Thread(() -> answer(answering), "answers");
        answers.setDaemon(true);
        answers.start();
        return null;
    }

    private static void answer(DatagramSocket socket) {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        try {
            while (true) {
                socket.receive(packet);
                socket.send(new DatagramPacket(new byte[] {1}, 1, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class); // closed
        }
    }

    private void probe(List<Row> all) throws Exception {
        ExchangeEngine.Settings unpaced = new ExchangeEngine.Settings(256, Duration.ZERO, null);
        try (ConnectEngine connects = new ConnectEngine(ConnectEngine.Settings.DEFAULTS);
                ExchangeEngine exchanges = new ExchangeEngine(unpaced);
                SecondLook looks =
                        new SecondLook(new ErrorQueue(null), () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()))) {
            Map<Row, CompletableFuture<Seen>> results = new LinkedHashMap<>();
            for (Row row : all) {
                CompletableFuture<Seen> result = new CompletableFuture<>();
                results.put(row, result);
                InetSocketAddress target = new InetSocketAddress(Namespaces.target(row.v6()), row.port());
                ProbeRequest request = new ProbeRequest(target, DEADLINE);
                Consumer<ProbeResult> look = plain -> looks.refine(
                        row.protocol(), target, DEADLINE, plain, refined -> result.complete(new Seen(plain, refined)));
                if (row.protocol() == UDP) {
                    exchanges.probe(request, Payload.PLAIN, look);
                } else {
                    connects.probe(request, look);
                }
            }
            for (Map.Entry<Row, CompletableFuture<Seen>> result : results.entrySet()) {
                seen.put(result.getKey(), result.getValue().get(30, TimeUnit.SECONDS));
            }
        }
    }

    List<Row> rows() {
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldSayWhatTheNetworkDid(Row row) {
        // given the row's rule, when probed
        Seen was = seen.get(row);
        // then
        assertThat(was.plain().outcome()).isEqualTo(row.plain());
        assertThat(was.refined().outcome()).isEqualTo(row.refined());
        assertThat(was.refined().proof()).isEqualTo(row.proof());
        if (row.detail() == null || row.detail().equals("rst")) {
            assertThat(was.refined().detail()).isEqualTo(row.detail());
        } else {
            String from =
                    row.rule() != null ? Namespaces.firewall(row.v6()) : row.v6() ? "fd91:2:0:0:0:0:0:2" : "10.91.2.2";
            assertThat(was.refined().detail()).isEqualTo(row.detail() + " from " + from);
        }
    }

    @Test
    void shouldNotCallThePortsOpenThatTheErrorLimitHides() throws Exception {
        // given more closed UDP ports, all at once, than the target's kernel sends errors for
        List<Row> closed = IntStream.range(8_000, 8_030)
                .mapToObj(port -> new Row("", UDP, false, port, null, null, null, null, null, null))
                .toList();
        // when
        namespaces.at(Place.AGENT, () -> {
            probe(closed);
            return null;
        });
        // then
        assertThat(closed)
                .extracting(row -> seen.get(row).refined().outcome())
                .contains(OPEN_OR_FILTERED)
                .containsOnly(OPEN_OR_FILTERED, REFUSED);
    }

    @AfterAll
    void close() throws IOException {
        for (Closeable listener : listeners) {
            listener.close();
        }
        if (namespaces != null) {
            namespaces.close();
        }
    }
}
