package dev.portreach.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One node that is broker and controller (KRaft), in this process, with its log under a directory. */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE_ID = 1;

    /**
     * Where it listens and keeps its data.
     *
     * @param dataDir made if missing; data of an earlier run are kept
     * @param bindHost address of the client listener
     * @param port of the client listener; 0 for a free one
     * @param advertisedHost what clients are told to connect to
     */
    public record Settings(Path dataDir, String bindHost, int port, String advertisedHost) {

        /** On loopback, at a free port. */
        public static Settings on(Path dataDir) {
            return new Settings(dataDir, "127.0.0.1", 0, "127.0.0.1");
        }

        public Settings withPort(int newPort) {
            return new Settings(dataDir, bindHost, newPort, advertisedHost);
        }
    }

    private final KafkaRaftServer server;
    private final Settings settings;

    private EmbeddedKafka(KafkaRaftServer server, Settings settings) {
        this.server = server;
        this.settings = settings;
    }

    /**
     * Formats the directory if it is new, starts, and returns when the broker serves clients.
     *
     * @throws IllegalStateException if it cannot start; says where its data are
     */
    public static EmbeddedKafka start(Settings wanted) {
        Settings settings = wanted.port() == 0 ? wanted.withPort(FreePorts.next()) : wanted;
        try {
            Path dir = Files.createDirectories(settings.dataDir().toAbsolutePath());
            KafkaConfig config = new KafkaConfig(properties(settings, dir), false);
            format(dir);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            try {
                server.startup();
            } catch (RuntimeException | Error e) {
                server.shutdown();
                throw e;
            }
            return new EmbeddedKafka(server, settings);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "embedded Kafka did not start on %s:%d with data under %s: %s"
                            .formatted(settings.bindHost(), settings.port(), settings.dataDir(), e.getMessage()),
                    e);
        }
    }

    private static void format(Path dir) throws Exception {
        Path marker = dir.resolve("meta.properties");
        if (Files.exists(marker)) {
            return;
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NODE_ID)
                .setDirectories(List.of(dir.toString()))
                .setMetadataLogDirectory(dir.toString())
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .setUnstableFeatureVersionsEnabled(false)
                .run();
    }

    private static Properties properties(Settings settings, Path dir) {
        int controllerPort = FreePorts.next();
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", Integer.toString(NODE_ID));
        p.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("inter.broker.listener.name", "CLIENTS");
        p.setProperty("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty(
                "listeners",
                "CLIENTS://%s:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(settings.bindHost(), settings.port(), controllerPort));
        p.setProperty("advertised.listeners", "CLIENTS://%s:%d".formatted(settings.advertisedHost(), settings.port()));
        p.setProperty("log.dirs", dir.toString());
        // One broker: nothing can be replicated.
        for (String name : List.of(
                "default.replication.factor",
                "offsets.topic.replication.factor",
                "transaction.state.log.replication.factor",
                "transaction.state.log.min.isr",
                "share.coordinator.state.topic.replication.factor",
                "share.coordinator.state.topic.min.isr",
                "min.insync.replicas")) {
            p.setProperty(name, "1");
        }
        // Fewer internal partitions: faster start and fewer files.
        p.setProperty("offsets.topic.num.partitions", "4");
        p.setProperty("transaction.state.log.num.partitions", "4");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("auto.create.topics.enable", "false");
        // After kill -9 a restart waits for the old session to end.
        p.setProperty("broker.session.timeout.ms", "3000");
        p.setProperty("broker.heartbeat.interval.ms", "500");
        p.setProperty("group.min.session.timeout.ms", "1000");
        p.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        p.setProperty("num.recovery.threads.per.data.dir", "2");
        // A power loss must not lose acknowledged records of the only replica for long.
        p.setProperty("log.flush.interval.ms", "1000");
        p.setProperty("metric.reporters", "");
        return p;
    }

    public String bootstrapServers() {
        return settings.advertisedHost() + ":" + settings.port();
    }

    public int port() {
        return settings.port();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
