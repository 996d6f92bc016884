package dev.portreach.probe.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.probe.engine.ProbeRequest;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.icmp.EchoEngine;
import dev.portreach.probe.namespace.Namespaces.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an echo request says for everything that a network does to it, on a real kernel with real rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EchoTableTest {

    private static final Duration DEADLINE = Duration.ofSeconds(3); // the first packet waits for neighbour discovery

    private Namespaces namespaces;

    @BeforeAll
    void create() throws IOException {
        Namespaces.missing().ifPresent(reason -> Assumptions.abort("skipped: " + reason));
        namespaces = Namespaces.create();
        namespaces.liftErrorLimit(Place.FIREWALL);
    }

    @Test
    @Order(1)
    void shouldSayThatTheKernelDoesNotPermitIt() throws Exception {
        // given a namespace as it is made, in which no group may have ping sockets
        namespaces.at(Place.AGENT, () -> {
            try (EchoEngine engine = new EchoEngine(null, Duration.ZERO)) {
                // when
                ProbeResult result = ask(engine, Namespaces.target(false));
                // then what to change is said, with the result and for all of them
                assertThat(result.outcome()).isEqualTo(Outcome.LOCAL_ERROR);
                assertThat(result.detail()).contains("net.ipv4.ping_group_range");
                assertThat(engine.refusal()).contains(result.detail());

                // and when it is permitted, the next request goes
                namespaces.allowPing(Place.AGENT);
                assertThat(ask(engine, Namespaces.target(false)).outcome()).isEqualTo(Outcome.OPEN);
                assertThat(engine.refusal()).isEmpty();
            }
            return null;
        });
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource({
        "false, accept, open, ",
        "false, drop, timeout, ",
        "false, reject with icmp type net-unreachable, unreachable, icmp 3/0",
        "false, reject with icmp type host-unreachable, unreachable, icmp 3/1",
        "false, reject with icmp type port-unreachable, prohibited, icmp 3/3",
        "false, reject with icmp type host-prohibited, prohibited, icmp 3/10",
        "false, reject with icmp type admin-prohibited, prohibited, icmp 3/13",
        "true, accept, open, ",
        "true, drop, timeout, ",
        "true, reject with icmpv6 type no-route, unreachable, icmpv6 1/0",
        "true, reject with icmpv6 type admin-prohibited, prohibited, icmpv6 1/1",
        "true, reject with icmpv6 type addr-unreachable, unreachable, icmpv6 1/3",
        "true, reject with icmpv6 type port-unreachable, prohibited, icmpv6 1/4",
    })
    void shouldSayWhatTheNetworkDid(boolean v6, String rule, String outcome, String detail) throws Exception {
        namespaces.allowPing(Place.AGENT);
        namespaces.rules(Place.FIREWALL, "forward", List.of((v6 ? "icmpv6" : "icmp") + " type echo-request " + rule));
        ProbeResult result = namespaces.at(Place.AGENT, () -> {
            try (EchoEngine engine = new EchoEngine(null, Duration.ZERO)) {
                return ask(engine, Namespaces.target(v6));
            }
        });
        assertThat(result.outcome()).hasToString(outcome);
        assertThat(result.proof()).isEqualTo(outcome.equals("timeout") ? Proof.WEAK : Proof.STRONG);
        assertThat(result.detail()).isEqualTo(detail == null ? null : detail + " from " + Namespaces.firewall(v6));
        if (outcome.equals("open")) {
            assertThat(result.rttMicros()).isBetween(1L, DEADLINE.toNanos() / 1_000);
        }
    }

    @Test
    @Order(3)
    void shouldSendOneASecondToAHost() throws Exception {
        namespaces.allowPing(Place.AGENT);
        namespaces.rules(Place.FIREWALL, "forward", List.of());
        namespaces.at(Place.AGENT, () -> {
            try (EchoEngine engine = new EchoEngine(null, Duration.ofMillis(300))) {
                // given three requests to one host and one to another, at once
                long start = System.nanoTime();
                List<CompletableFuture<Long>> ends = new ArrayList<>();
                for (InetAddress host : List.of(
                        Namespaces.target(false),
                        Namespaces.target(false),
                        Namespaces.target(false),
                        Namespaces.target(true))) {
                    CompletableFuture<Long> end = new CompletableFuture<>();
                    ends.add(end);
                    engine.probe(request(host), result -> end.complete(System.nanoTime() - start));
                }
                // then the host's turns are that far apart, and the other's does not wait
                assertThat(millis(ends.get(2))).isGreaterThanOrEqualTo(600);
                assertThat(millis(ends.get(1))).isGreaterThanOrEqualTo(300);
                assertThat(millis(ends.get(3))).isLessThan(millis(ends.get(1)));
                assertThat(engine.inFlight()).isZero();
            }
            return null;
        });
    }

    private static long millis(CompletableFuture<Long> end) throws Exception {
        return TimeUnit.NANOSECONDS.toMillis(end.get(20, TimeUnit.SECONDS));
    }

    private static ProbeResult ask(EchoEngine engine, InetAddress host) throws Exception {
        CompletableFuture<ProbeResult> result = new CompletableFuture<>();
        engine.probe(request(host), result::complete);
        return result.get(20, TimeUnit.SECONDS);
    }

    private static ProbeRequest request(InetAddress host) {
        return new ProbeRequest(new InetSocketAddress(host, 0), DEADLINE);
    }

    @AfterAll
    void close() throws IOException {
        if (namespaces != null) {
            namespaces.close();
        }
    }
}
