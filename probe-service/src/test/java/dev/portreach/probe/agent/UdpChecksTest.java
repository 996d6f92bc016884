package dev.portreach.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.ProbeMethod;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.result.Heartbeat.Problem;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.embedded.EmbeddedKafka;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** UDP rows from assignment to results, with a real broker and real sockets. */
class UdpChecksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path brokerDir;

    @TempDir
    Path stateDir;

    @Test
    void shouldProbeUdpRowsWithAndWithoutPayload(TestInfo test) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.on(brokerDir));
                DatagramSocket nameServer = new DatagramSocket(0, loopback);
                DatagramSocket mute = new DatagramSocket(0, loopback);
                ProbeAgent agent = ProbeAgentTest.agentAt(kafka.bootstrapServers(), test, stateDir)) {
            // given a name server, a socket that says nothing, and a payload that nobody knows
            Core core = new Core(
                    kafka.bootstrapServers(), test.getTestMethod().orElseThrow().getName());
            core.makeTopics();
            Thread answers = new Thread(() -> answer(nameServer), "name-server");
            answers.setDaemon(true);
            answers.start();
            AssignedCheck dns = Core.check("dns", "dns", "127.0.0.1", "" + nameServer.getLocalPort());
            AssignedCheck silent = Core.check("mute", "plain", "127.0.0.1", "" + mute.getLocalPort());
            AssignedCheck unfit = Core.check("unfit", "odd", "127.0.0.1", "" + mute.getLocalPort());
            core.publish(Core.assignment(
                    1,
                    List.of(
                            policy("dns", ProbeMethod.payload("dns")),
                            policy("plain", null),
                            policy("odd", ProbeMethod.payload("gopher"))),
                    List.of(dns, silent, unfit)));
            // when
            agent.start();
            // then
            String key = agent.identity().publicKey();
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(run(core, key, dns)).satisfies(run -> {
                    assertThat(run.outcome()).isEqualTo(Outcome.OPEN);
                    assertThat(run.proof()).isEqualTo(Proof.STRONG);
                });
                assertThat(run(core, key, silent).outcome()).isEqualTo(Outcome.OPEN_OR_FILTERED);
            });
            assertThat(agent.heartbeat().problems())
                    .containsExactly(new Problem(
                            unfit.id(),
                            "payload \"gopher\" of policy odd is not known here, but dns, ntp, rtsp, snmp"
                                    + " (portreach.payloads.dir)"));
        }
    }

    private static Run run(Core core, String key, AssignedCheck check) {
        List<Observation> seen = ProbeAgentTest.of(check, core.observations(key));
        assertThat(seen).isNotEmpty();
        return seen.get(0).runs().get(0);
    }

    private static AssignedPolicy policy(String key, ProbeMethod method) {
        return new AssignedPolicy(
                key,
                "receiver",
                "Receiver",
                "names",
                Protocol.UDP,
                Direction.INBOUND,
                Expectation.LISTENING,
                RangeMode.ALL,
                true,
                Duration.ofMillis(500),
                Duration.ofMillis(300),
                null,
                method);
    }

    /** Returns each query as an answer: the QR bit set (RFC 1035, 4.1.1). */
    private static void answer(DatagramSocket socket) {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                packet.getData()[2] |= (byte) 0x80;
                socket.send(packet);
            }
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class); // closed
        }
    }
}
