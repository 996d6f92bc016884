package dev.portreach.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.embedded.EmbeddedKafka;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes and comes back; what was seen meanwhile arrives with its true times. */
class BrokerOutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path brokerDir;

    @TempDir
    Path stateDir;

    @Test
    void shouldLoseNothingWhenTheBrokerIsAway(TestInfo test) throws Exception {
        // given an agent that delivers
        EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.on(brokerDir));
        int port = kafka.port();
        String bootstrap = kafka.bootstrapServers();
        Core core = new Core(bootstrap, test.getTestMethod().orElseThrow().getName());
        core.makeTopics();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ProbeAgent agent = ProbeAgentTest.agentAt(bootstrap, test, stateDir)) {
            String key = agent.identity().publicKey();
            AssignedCheck check = Core.check("ep1", "control", "127.0.0.1", "" + listener.getLocalPort());
            core.publish(Core.assignment(
                    1, List.of(Core.policy("control", Expectation.LISTENING, Duration.ofMillis(500))), List.of(check)));
            agent.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(core.batches(key)).hasSizeGreaterThan(1));

            // when the broker goes, for longer than the producer waits, and comes back
            kafka.close();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(agent.heartbeat().spooledBatches()).isGreaterThan(25));
            long back = System.currentTimeMillis();
            EmbeddedKafka again =
                    EmbeddedKafka.start(EmbeddedKafka.Settings.on(brokerDir).withPort(port));
            try {
                // then the spool drains
                await().atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(agent.heartbeat().spooledBatches()).isLessThan(3));
                List<ResultBatch> batches = core.batches(key);
                // and no batch is missing, none is twice
                ProbeAgentTest.assertChained(batches);
                // and the outage is covered without a gap
                List<Long> times = batches.stream()
                        .flatMap(batch -> batch.observations().stream())
                        .map(Observation::at)
                        .sorted()
                        .toList();
                for (int i = 1; i < times.size(); i++) {
                    assertThat(times.get(i) - times.get(i - 1)).isLessThan(1_100);
                }
                assertThat(times.get(0)).isLessThan(back);
            } finally {
                again.close();
            }
        }
    }
}
