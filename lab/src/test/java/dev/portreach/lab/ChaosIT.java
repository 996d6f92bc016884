package dev.portreach.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.lab.WebhookReceiver.Received;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many faults at once, each a real listener that goes away for a while, as an agent sees it, while alert-service, broker and
 * database are killed at random. {@code -Dportreach.chaos.faults=200 -Dportreach.chaos.seed=7} makes a long one, or the same again.
 */
class ChaosIT {

    private static final int FAULTS = Integer.getInteger("portreach.chaos.faults", 12);
    private static final long SEED = Long.getLong("portreach.chaos.seed", System.nanoTime());
    /** So many that no wider cause explains those that are away, and none is away so often that it counts as flapping. */
    private static final int ENDPOINTS = Math.max(40, FAULTS);

    private static final String NAME = "server-";
    private static final long MILLIS_BETWEEN_FAULTS = 4_000;
    /** How long a fault lasts after it was told; one that is over before, as in a long restart, is not told at all. */
    private static final long LONGEST_MILLIS = 20_000;

    private static final int FAULTS_A_KILL = 4;
    /** Kills of broker and alert-service may show as these; they are not about the listeners. */
    private static final Set<String> SELVES = Set.of("agent-silent", "blind", "portreach");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Random random = new Random(SEED);
    private final Map<Integer, ServerSocket> listeners = new HashMap<>();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private Installation portreach;
    private WebhookReceiver receiver;
    private int port;

    @BeforeEach
    void start(@TempDir(cleanup = CleanupMode.NEVER) Path dir) throws IOException {
        for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
            listen(endpoint);
        }
        portreach = Installation.start(Installation.Settings.of(
                dir.resolve("data"), PortBlock.free(), "up", "--interval", "2s", "--deadline", "1500ms"));
        toClose.add(portreach);
        receiver = WebhookReceiver.start("127.0.0.1");
        toClose.add(receiver);
        portreach.put(
                portreach.alert() + "/api/v1/channels/receiver",
                "{\"type\":\"json\",\"url\":\"%s\"}".formatted(receiver.url()));
        portreach.put(portreach.catalog() + "/api/v1/components/server", "{}");
        portreach.put(
                portreach.catalog() + "/api/v1/policies/server.control",
                "{\"component\":\"server\",\"protocol\":\"tcp\",\"ports\":\"%d\"}".formatted(port));
        for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
            portreach.put(
                    portreach.catalog() + "/api/v1/endpoints/" + name(endpoint),
                    "{\"component\":\"server\",\"address\":\"%s\"}".formatted(address(endpoint)));
        }
        portreach.put(
                portreach.catalog() + "/api/v1/sites/lyon",
                "{\"access\":\"direct\",\"sources\":[\"127.0.0.1/32\"],\"components\":[\"server\"]}");
        Process agent = startAgent(dir);
        toClose.add(agent::destroyForcibly);
        await("all is well")
                .atMost(PATIENCE)
                .until(() -> portreach
                                .get(portreach.alert() + "/api/v1/checks?verdict=ok&limit=500")
                                .path("items")
                                .size()
                        == ENDPOINTS);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
        for (ServerSocket listener : listeners.values()) {
            listener.close();
        }
    }

    @Test
    void shouldTellOfEveryFaultAndOfItsEnd() throws Exception {
        // given
        System.out.printf("chaos: %d faults, seed %d%n", FAULTS, SEED);
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
        toClose.add(clock::shutdownNow);
        List<Future<?>> faults = new ArrayList<>();
        Set<String> broken = new HashSet<>();
        for (int fault = 0; fault < FAULTS; fault++) {
            int endpoint = fault;
            long from = (fault + 1) * MILLIS_BETWEEN_FAULTS + random.nextLong(MILLIS_BETWEEN_FAULTS);
            broken.add(name(endpoint));
            faults.add(clock.schedule(() -> stop(endpoint), from, TimeUnit.MILLISECONDS));
        }
        Map<String, Long> mendAfter = new HashMap<>();
        broken.forEach(each -> mendAfter.put(each, random.nextLong(LONGEST_MILLIS)));

        // when
        int kills = FAULTS / FAULTS_A_KILL;
        Future<?> mending = clock.submit(() -> mendWhatIsTold(mendAfter));
        for (int kill = 0; kill < kills; kill++) {
            kill(kill);
        }
        for (Future<?> fault : faults) {
            fault.get();
        }

        // then
        mending.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        await("the end of every fault is told")
                .atMost(PATIENCE)
                .until(() -> told("resolved").keySet().containsAll(broken));
        assertThat(told("opened").keySet()).containsAll(broken);
        await("nothing is open")
                .atMost(PATIENCE)
                .until(() -> portreach.openIncidents().isEmpty());
        assertRepeatsAreMarked(kills);
    }

    /** Ends each fault so many milliseconds after its opening came. */
    private Void mendWhatIsTold(Map<String, Long> mendAfter) throws IOException {
        Map<String, Long> mendAt = new HashMap<>();
        Set<String> left = new HashSet<>(mendAfter.keySet());
        while (!left.isEmpty()) {
            await("the opening of one more fault is told").atMost(PATIENCE).until(() -> {
                Set<String> told = told("opened").keySet();
                long now = System.nanoTime();
                left.stream()
                        .filter(told::contains)
                        .forEach(name -> mendAt.computeIfAbsent(
                                name, key -> now + TimeUnit.MILLISECONDS.toNanos(mendAfter.get(key))));
                return mendAt.keySet().stream().anyMatch(name -> left.contains(name) && mendAt.get(name) < now);
            });
            for (String name : List.copyOf(left)) {
                if (mendAt.getOrDefault(name, Long.MAX_VALUE) < System.nanoTime()) {
                    listen(Integer.parseInt(name.substring(NAME.length())));
                    left.remove(name);
                }
            }
        }
        return null;
    }

    /** Waits for one more fault to be told, so that others are on their way at that moment. */
    private void kill(int number) throws IOException {
        int before = told("opened").size();
        await("one more is told")
                .atMost(PATIENCE)
                .until(() -> told("opened").size() > before || told("opened").size() >= FAULTS);
        if (number % 2 == 0) {
            portreach.kill("alert-service");
        } else {
            portreach.killBrokerAndDatabase();
            portreach.startAgain();
        }
    }

    /** Incidents about faults, by each endpoint that they name. */
    private Map<String, Set<String>> told(String event) {
        Map<String, Set<String>> told = new HashMap<>();
        for (Received message :
                receiver.received(each -> each.event().equals(event) && !SELVES.contains(each.causeKind()))) {
            for (JsonNode check : message.body().at("/incident/checks")) {
                told.computeIfAbsent(check.at("/scope/endpoint").asText(), key -> new HashSet<>())
                        .add(message.incident());
            }
        }
        return told;
    }

    private void assertRepeatsAreMarked(int kills) {
        Map<String, List<Received>> sameThing = receiver.received().stream()
                .collect(Collectors.groupingBy(message -> message.incident() + " " + message.event() + " "
                        + message.body().at("/incident/version")));
        sameThing.forEach((what, messages) -> assertThat(messages)
                .as(what)
                .hasSizeLessThanOrEqualTo(1 + kills)
                .extracting(Received::key)
                .containsOnly(messages.get(0).key()));
    }

    private static String name(int endpoint) {
        return NAME + endpoint;
    }

    private static String address(int endpoint) {
        return "127.21.%d.%d".formatted(endpoint / 200, 1 + endpoint % 200);
    }

    /** All at one port, which is free at the first address when the test begins. */
    private void listen(int endpoint) throws IOException {
        ServerSocket listener = new ServerSocket(port, 50, InetAddress.getByName(address(endpoint)));
        port = listener.getLocalPort();
        synchronized (listeners) {
            listeners.put(endpoint, listener);
        }
        Thread thread = new Thread(() -> serve(listener), name(endpoint));
        thread.setDaemon(true);
        thread.start();
    }

    /** Nobody's connections may stay: once its queue is full, a listener drops what comes. */
    private static void serve(ServerSocket listener) {
        while (!listener.isClosed()) {
            try (Socket peer = listener.accept()) {
                peer.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // reset by the peer, or closed by the test, which the loop sees
            }
        }
    }

    private Void stop(int endpoint) throws IOException {
        synchronized (listeners) {
            listeners.remove(endpoint).close();
        }
        return null;
    }

    private Process startAgent(Path dir) throws IOException {
        ProcessBuilder agent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Repository.agentJar().toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("agent.out").toFile());
        agent.environment()
                .putAll(Map.of(
                        "PORTREACH_SITE", "lyon",
                        "PORTREACH_STATE_DIR", dir.resolve("agent").toString(),
                        "PORTREACH_ENROLMENT_URL", portreach.catalog(),
                        "PORTREACH_ALLOWED_NETWORKS", "127.21.0.0/16",
                        "PORTREACH_HEARTBEAT_INTERVAL", "2s",
                        "QUARKUS_HTTP_PORT", "0",
                        "KAFKA_BOOTSTRAP_SERVERS", portreach.kafka()));
        return agent.start();
    }
}
