package dev.portreach.lab.engine;

import dev.portreach.contracts.event.TopicProvisioner;
import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;

/** What one agent costs that does its daily work, with a broker that takes its results. */
public final class AgentBenchmark {

    private static final int LISTENING = 21_000;
    private static final int LISTENERS = 50;
    private static final int SETTLING_SECONDS = 200; // code is compiled, and the start has left the worst lag's window
    private static final int MEASURED_SECONDS = 60;

    private final Path dir;
    private final String bootstrap;

    private AgentBenchmark(Path dir, String bootstrap) {
        this.dir = dir;
        this.bootstrap = bootstrap;
    }

    public static void main(String... args) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING); // the broker is talkative
        Path dir = Files.createTempDirectory("portreach-bench");
        Process listeners = Yardstick.listen(Yardstick.compile(dir), "0.0.0.0", LISTENING, LISTENERS);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.on(dir.resolve("kafka")))) {
            makeTopics(kafka.bootstrapServers());
            AgentBenchmark benchmark = new AgentBenchmark(dir, kafka.bootstrapServers());
            List<String> parts = args.length == 0 ? List.of("idle", "busy") : List.of(args);
            if (parts.contains("idle")) {
                benchmark.run(
                        "idle",
                        new Load(100, LISTENING, LISTENERS, 1, Expectation.LISTENING, seconds(30)),
                        "-Xmx48m",
                        "-Xms8m",
                        "-Xmn3m");
            }
            if (parts.contains("busy")) {
                benchmark.run(
                        "busy",
                        new Load(20_000, LISTENING, LISTENERS, 40, Expectation.LISTENING, seconds(30)),
                        "-Xmx88m",
                        "-Xms88m",
                        "-Xmn28m");
            }
        } finally {
            listeners.destroyForcibly();
        }
    }

    private void run(String name, Load load, String... heap) throws IOException, InterruptedException {
        Map<String, String> settings =
                Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrap, "PORTREACH_GUEST_PORTS_PER_SECOND", "1000000");
        try (AgentProcess agent = AgentProcess.start(dir.resolve(name), load.assignment(), List.of(heap), settings)) {
            TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
            ProcessUsage before = agent.usage();
            AgentMetrics metricsBefore = agent.metrics();
            TimeUnit.SECONDS.sleep(MEASURED_SECONDS);
            ProcessUsage usage = agent.usage();
            AgentMetrics metrics = agent.metrics();
            double seconds = usage.secondsSince(before);
            System.out.printf(
                    "%s: %,d checks at %d s, %s: %,.1f probes/s, open %d of %d, started at most %.3f s late,"
                            + " %.2f %% of a core, %d MiB resident, %d threads, %d descriptors,"
                            + " %d batches lost%n",
                    name,
                    load.checks(),
                    load.interval().toSeconds(),
                    String.join(" ", heap),
                    (metrics.probes() - metricsBefore.probes()) / seconds,
                    metrics.probes("open") - metricsBefore.probes("open"),
                    metrics.probes() - metricsBefore.probes(),
                    metrics.worstLagSeconds(),
                    100 * usage.cpuSecondsSince(before) / seconds,
                    usage.residentMebibytes(),
                    usage.threads(),
                    usage.descriptors(),
                    metrics.droppedBatches());
        }
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }

    /** The core's topics, which an agent waits for. */
    private static void makeTopics(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            new TopicProvisioner(admin, Optional.empty())
                    .ensure(new Topics("portreach").all(1), Duration.ofSeconds(30));
        }
    }
}
