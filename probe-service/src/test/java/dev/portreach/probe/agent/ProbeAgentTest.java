package dev.portreach.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Recheck;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Heartbeat;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.embedded.EmbeddedKafka;
import dev.portreach.probe.application.Trust;
import dev.portreach.probe.engine.ConnectEngine;
import dev.portreach.probe.identity.AgentIdentity;
import dev.portreach.probe.network.AllowList;
import dev.portreach.probe.payload.Payloads;
import dev.portreach.probe.responder.Responder;
import dev.portreach.probe.schedule.Burst;
import dev.portreach.probe.spool.Spool;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The agent whole, between a real broker and real sockets. */
class ProbeAgentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AssignedPolicy POLICY = Core.policy("control", Expectation.LISTENING, Duration.ofMillis(500));

    @TempDir
    static Path brokerDir;

    @TempDir
    Path stateDir;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.on(brokerDir));
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void shouldPublishSignedBatchesAndHeartbeats(TestInfo test) throws Exception {
        // given an assignment with a listener, a closed port, and entries that cannot be probed
        Core core = core(test);
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ProbeAgent agent = agent(test, stateDir)) {
            String key = agent.identity().publicKey();
            AssignedCheck good = Core.check("ep1", "control", "127.0.0.1", "" + listener.getLocalPort());
            AssignedCheck closed = Core.check("ep2", "control", "127.0.0.1", "" + closedPort());
            core.publish(Core.assignment(
                    7,
                    List.of(POLICY),
                    List.of(
                            good,
                            closed,
                            Core.check("ep3", "control", "127.0.0.1", "70000"),
                            Core.check("ep4", "control", "192.0.2.1", "80"),
                            Core.check("ep5", "unheard-of", "127.0.0.1", "80"))));

            // when it starts
            agent.start();

            // then the good ones are observed, the others reported
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(of(good, core.observations(key))).hasSizeGreaterThan(3);
                assertThat(of(closed, core.observations(key))).hasSizeGreaterThan(6);
            });
            assertThat(of(good, core.observations(key)))
                    .allSatisfy(observation ->
                            assertThat(observation.runs().get(0).outcome()).isEqualTo(Outcome.OPEN));
            assertThat(of(closed, core.observations(key)))
                    .allSatisfy(observation ->
                            assertThat(observation.runs().get(0).outcome()).isEqualTo(Outcome.REFUSED));
            assertChained(core.batches(key));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(core.heartbeats(key)).last().satisfies(heartbeat -> {
                        assertThat(heartbeat.revision()).isEqualTo(7);
                        assertThat(heartbeat.checks()).isEqualTo(2);
                        assertThat(heartbeat.problems())
                                .extracting(Heartbeat.Problem::reason)
                                .containsExactlyInAnyOrder(
                                        "port 70000 is not within 1 to 65535",
                                        "address 192.0.2.1 is not within portreach.allowed-networks",
                                        "policy \"unheard-of\" is not in the assignment");
                    }));

            // and when it is withdrawn, probing stops
            core.withdraw();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(agent.heartbeat().revision()).isZero());
            assertThat(agent.heartbeat().checks()).isZero();
            assertThat(stateDir.resolve("assignment.json")).doesNotExist();
        }
    }

    @Test
    void shouldWorkFromDiskAfterRestartAndIgnoreOlderRevisions(TestInfo test) throws Exception {
        // given an agent that has had revision 5
        Core core = core(test);
        int closed = closedPort();
        AssignedCheck check = Core.check("ep1", "control", "127.0.0.1", "" + closed);
        core.publish(Core.assignment(5, List.of(POLICY), List.of(check)));
        try (ProbeAgent agent = agent(test, stateDir)) {
            agent.start();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            core.batches(agent.identity().publicKey()))
                    .isNotEmpty());
            // when garbage and an older revision come
            core.sendGarbage();
            core.publish(Core.assignment(4, List.of(POLICY), List.of()));
            // then a newer one still takes effect, from the same stream
            core.publish(Core.assignment(6, List.of(POLICY), List.of(check)));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(agent.heartbeat().revision()).isEqualTo(6));
            // and the garbage is put aside, with the reason
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(core.deadLetterReasons()).containsOnly("malformed"));
        }
        // and a restart with no broker at hand works from disk, and keeps what it sees
        try (ProbeAgent agent = agentAt("127.0.0.1:" + closed, test, stateDir)) {
            agent.start();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(agent.heartbeat().spooledBatches()).isGreaterThan(2));
            assertThat(agent.heartbeat().revision()).isEqualTo(6);
        }
        // and with the broker back, the results of that time arrive
        try (ProbeAgent agent = agent(test, stateDir)) {
            agent.start();
            String key = agent.identity().publicKey();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            core.batches(key).stream().map(ResultBatch::epoch).distinct())
                    .hasSize(3));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(agent.heartbeat().spooledBatches()).isLessThan(3));
            assertChained(core.batches(key));
        }
    }

    @Test
    void shouldProbeNothingWhileStoppedFromAfarOrOnTheSpot(TestInfo test) throws Exception {
        // given an agent at work
        Core core = core(test);
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AssignedCheck check = Core.check("ep1", "control", "127.0.0.1", "" + listener.getLocalPort());
            core.publish(Core.assignment(1, List.of(POLICY), List.of(check)));
            try (ProbeAgent agent = agent(test, stateDir)) {
                agent.start();
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(agent.heartbeat().checks()).isEqualTo(1));

                // when its site is stopped
                core.publish(Core.assignment(2, List.of(POLICY), List.of(check)).stopped("firewall change"));

                // then it says so, and goes on with its heartbeats
                await().atMost(PATIENCE).untilAsserted(() -> assertStopped(agent, "stopped: firewall change"));
                assertThat(agent.heartbeat().revision()).isEqualTo(2);
            }
            // and a restart does not make it probe
            try (ProbeAgent agent = agentAt("127.0.0.1:" + closedPort(), test, stateDir)) {
                agent.start();
                await().atMost(PATIENCE).untilAsserted(() -> assertStopped(agent, "stopped: firewall change"));
            }
            // when the site is started, with the local switch thrown
            Files.createFile(stateDir.resolve("stop"));
            core.publish(Core.assignment(3, List.of(POLICY), List.of(check)));
            try (ProbeAgent agent = agent(test, stateDir)) {
                agent.start();
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(agent.heartbeat().revision()).isEqualTo(3));
                assertStopped(agent, "stopped: a file named stop is in the state directory");

                // then it probes once the file is gone
                Files.delete(stateDir.resolve("stop"));
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(agent.heartbeat().checks()).isEqualTo(1));
                assertThat(agent.heartbeat().problems()).isEmpty();
            }
        }
    }

    @Test
    void shouldCarryOutARequestOnceWhateverRevisionsCarryIt(TestInfo test) throws Exception {
        // given an agent whose check has its turn once a day
        Core core = core(test);
        AssignedPolicy daily = Core.policy("control", Expectation.LISTENING, Duration.ofDays(1));
        AssignedCheck check = Core.check("ep1", "control", "127.0.0.1", "" + closedPort());
        AssignedCheck other = Core.check("ep2", "control", "127.0.0.1", "" + closedPort());
        List<AssignedCheck> checks = List.of(check, other);
        Recheck late = new Recheck(check.id(), Instant.now().minus(Recheck.OPEN_FOR));
        Recheck now = new Recheck(check.id(), Instant.now());
        String key;
        long before;
        try (ProbeAgent agent = agent(test, stateDir)) {
            key = agent.identity().publicKey();
            agent.start();
            core.publish(Core.assignment(1, List.of(daily), checks));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(agent.heartbeat().revision()).isEqualTo(1));
            before = of(check, core.observations(key)).size();

            // when somebody wants it probed now, beside a request that is too late
            core.publish(Core.assignment(2, List.of(daily), checks).rechecking(List.of(late, now)));

            // then it is, with the looks that follow a first failure, and no other is
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(of(check, core.observations(key)))
                    .hasSizeGreaterThanOrEqualTo((int) before + 1 + Burst.RETRIES));
        }
        int done = of(check, core.observations(key)).size();
        assertThat(of(other, core.observations(key)).size()).isLessThanOrEqualTo(1); // its daily turn may be just now

        // when the agent starts again, from disk and with the topic from its beginning, and a newer revision carries
        // both
        // that request and one for the other check
        core.publish(Core.assignment(3, List.of(daily), checks)
                .rechecking(List.of(now, new Recheck(other.id(), Instant.now()))));
        try (ProbeAgent agent = agent(test, stateDir)) {
            agent.start();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(of(other, core.observations(key)))
                    .hasSizeGreaterThanOrEqualTo(1 + Burst.RETRIES));
        }

        // then only the new one is carried out
        assertThat(of(check, core.observations(key)).size()).isLessThanOrEqualTo(done + 1);
    }

    private static void assertStopped(ProbeAgent agent, String reason) {
        assertThat(agent.heartbeat().checks()).isZero();
        assertThat(agent.heartbeat().problems())
                .extracting(Heartbeat.Problem::reason)
                .containsExactly(reason);
    }

    private static Core core(TestInfo test) throws Exception {
        Core core = new Core(kafka.bootstrapServers(), prefix(test));
        core.makeTopics();
        return core;
    }

    private static ProbeAgent agent(TestInfo test, Path stateDir) {
        return agentAt(kafka.bootstrapServers(), test, stateDir);
    }

    static ProbeAgent agentAt(String bootstrap, TestInfo test, Path stateDir) {
        AgentSettings settings = new AgentSettings(
                stateDir,
                prefix(test),
                AllowList.parse("127.0.0.0/8"),
                true,
                3,
                500,
                Duration.ofMillis(500),
                Duration.ofMillis(50),
                new Spool.Limits(1 << 20, Duration.ofHours(1)),
                ConnectEngine.Settings.DEFAULTS,
                Responder.Settings.of(Ports.NONE, null),
                Payloads.builtIn(),
                Trust.DEFAULT,
                Duration.ofMinutes(10),
                "test");
        return new ProbeAgent(
                settings,
                AgentIdentity.load(stateDir, Core.SITE, Optional.empty()),
                Map.of("bootstrap.servers", bootstrap),
                ProbeAgent.AgentMeters.NONE);
    }

    private static String prefix(TestInfo test) {
        return test.getTestMethod().orElseThrow().getName();
    }

    static List<Observation> of(AssignedCheck check, List<Observation> all) {
        return all.stream()
                .filter(observation -> observation.check().equals(check.id()))
                .toList();
    }

    /** Numbers without gaps, and each observation knows the one before it. */
    static void assertChained(List<ResultBatch> batches) {
        Map<String, List<ResultBatch>> byEpoch = batches.stream().collect(Collectors.groupingBy(ResultBatch::epoch));
        byEpoch.values().forEach(epoch -> {
            // delivered twice is allowed: whoever reads drops it by its number
            Map<Long, ResultBatch> bySeq = new HashMap<>();
            epoch.forEach(batch -> bySeq.putIfAbsent(batch.seq(), batch));
            List<ResultBatch> ordered = bySeq.values().stream()
                    .sorted(Comparator.comparingLong(ResultBatch::seq))
                    .toList();
            assertThat(ordered)
                    .extracting(ResultBatch::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, ordered.size()).boxed().toList());
            Map<String, Long> last = new HashMap<>();
            ordered.stream().flatMap(batch -> batch.observations().stream()).forEach(observation -> {
                assertThat(observation.previousAt()).isEqualTo(last.get(observation.check()));
                last.put(observation.check(), observation.at());
            });
        });
    }

    static int closedPort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
