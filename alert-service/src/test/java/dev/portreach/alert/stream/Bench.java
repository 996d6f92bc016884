package dev.portreach.alert.stream;

import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentStatus;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Heartbeat;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.trust.EventSignature;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The real topology under a clock of its own, with agents whose view of the network the test decides. */
final class Bench implements AutoCloseable {

    static final Topics TOPICS = new Topics("portreach");
    private static final Duration ROUND = Duration.ofMillis(500);
    static final String EPOCH = "0190a1b2-0000-7000-8000-000000000001";

    private static final EventCodec<Assignment> ASSIGNMENT = new EventCodec<>(EventType.ASSIGNMENT);
    private static final EventCodec<ResultBatch> RESULTS = new EventCodec<>(EventType.RESULTS);
    private static final EventCodec<Heartbeat> HEARTBEAT = new EventCodec<>(EventType.HEARTBEAT);
    private static final EventCodec<Incident> INCIDENT = new EventCodec<>(EventType.INCIDENT);
    private static final EventCodec<CheckState> CHECK_STATE = new EventCodec<>(EventType.CHECK_STATE);

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Path stateDir;
    private final KeptStores stores = new KeptStores();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> assignments;
    private TestInputTopic<String, byte[]> results;
    private TestInputTopic<String, byte[]> heartbeats;
    private TestOutputTopic<String, byte[]> incidents;
    private TestOutputTopic<String, byte[]> checkStates;
    private final Map<String, Long> seqs = new HashMap<>();
    final Map<String, CheckState> states = new HashMap<>();
    final List<Incident> published = new ArrayList<>();
    Instant now;

    /** Outcome at a site's check; by default control ports are open and data ports refuse. */
    BiFunction<String, String, Outcome> network = Bench::healthy;

    /** What agents say with each heartbeat, by site. */
    final Map<String, Heartbeat.Problem[]> problems = new HashMap<>();

    /** Heartbeats that the broker has, by offset. */
    long heartbeatsBegin;

    long heartbeatsEnd;

    Set<String> speaking = new TreeSet<>(Fleet.KEYS.keySet());

    Bench(Path stateDir, Instant start) {
        this.stateDir = stateDir;
        now = start;
        begin();
    }

    /** Another instance takes over all tasks, with what is in their stores. */
    void restart() {
        stores.remember();
        driver.close();
        begin();
    }

    private void begin() {
        Instant start = now;
        StreamsSettings settings = new StreamsSettings(
                Map.of("bootstrap.servers", "none:9092"),
                "bench",
                "bench-1",
                stateDir,
                1,
                Duration.ofMillis(25),
                Duration.ofSeconds(8),
                Duration.ofSeconds(10),
                Optional.empty());
        BrokerWatch watch = new BrokerWatch() {
            @Override
            public Instant reachableSince() {
                return start;
            }

            @Override
            public long heartbeatsBegin(int partition) {
                return heartbeatsBegin;
            }

            @Override
            public long heartbeatsEnd(int partition) {
                return heartbeatsEnd;
            }
        };
        driver = new TopologyTestDriver(
                // In memory: the driver would sync a file for every record otherwise.
                DetectionTopology.build(TOPICS, watch, new StreamMetrics(registry), stores::supplier),
                settings.properties(),
                start);
        assignments = input(TOPICS.assignments());
        results = input(TOPICS.results());
        heartbeats = input(TOPICS.heartbeats());
        incidents = output(TOPICS.incidents());
        checkStates = output(TOPICS.checkStates());
    }

    private TestInputTopic<String, byte[]> input(String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }

    TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    static Outcome healthy(String site, String check) {
        return check.endsWith(".data") ? Outcome.REFUSED : Outcome.OPEN;
    }

    void assign(String... sites) {
        for (String site : sites) {
            assign(Fleet.assignment(site, 1));
        }
    }

    void assign(Assignment assignment) {
        pipe(assignments, assignment.site(), ASSIGNMENT.write(assignment), headers(ASSIGNMENT, null, null, null));
    }

    private <T> Headers headers(EventCodec<T> codec, PrivateKey key, String site, byte[] value) {
        Headers headers = codec.headers("id", "/test", now);
        if (key != null) {
            EventCodec.add(headers, EventCodec.SIGNATURE, EventSignature.sign(key, codec.type(), site, value));
        }
        return headers;
    }

    private void pipe(TestInputTopic<String, byte[]> topic, String key, byte[] value, Headers headers) {
        topic.pipeInput(new TestRecord<>(key, value, headers, now));
        drain();
    }

    void raw(String topic, String key, byte[] value, Headers headers) {
        pipe(input(topic), key, value, headers);
    }

    void heartbeat(String site, String epoch, Heartbeat.Problem... problems) {
        heartbeat(site, epoch, 0, problems);
    }

    void heartbeat(String site, String epoch, long spooled, Heartbeat.Problem... problems) {
        Heartbeat heartbeat =
                new Heartbeat(site + "-1", site, epoch, now, 2_000, "0.1.0", 0, spooled, 0, 0, 1, 6, List.of(problems));
        byte[] value = HEARTBEAT.write(heartbeat);
        pipe(heartbeats, site, value, headers(HEARTBEAT, key(site), site, value));
    }

    static PrivateKey key(String site) {
        return Fleet.KEYS.get(site).getPrivate();
    }

    void send(ResultBatch batch, PrivateKey key) {
        byte[] value = RESULTS.write(batch);
        pipe(results, batch.site(), value, headers(RESULTS, key, batch.site(), value));
    }

    ResultBatch batch(String site, long revision, Map<String, Outcome> seen, Instant at) {
        List<Observation> observations = seen.entrySet().stream()
                .map(entry -> observation(entry.getKey(), entry.getValue(), at))
                .toList();
        long seq = seqs.merge(site, 1L, Long::sum);
        return new ResultBatch(site + "-1", site, EPOCH, seq, revision, observations);
    }

    static Observation observation(String check, Outcome outcome, Instant at) {
        String component = check.split(":", -1)[2].replace("-1", "");
        Ports ports = check.endsWith(".data") ? Ports.parse("20020-20029") : Ports.of(Fleet.controlPort(component));
        return new Observation(
                check, at.toEpochMilli(), null, "10.1.2.3", null, List.of(new Run(ports, outcome, Proof.STRONG, null)));
    }

    /** Every site that speaks probes everything once. */
    void probe() {
        for (String site : speaking) {
            Map<String, Outcome> seen = new LinkedHashMap<>();
            for (String component : Fleet.COMPONENTS) {
                for (String row : List.of("control", "data")) {
                    String check = Fleet.check(site, component, row);
                    seen.put(check, network.apply(site, check));
                }
            }
            send(batch(site, 1, seen, now), key(site));
            heartbeat(site, EPOCH, problems.getOrDefault(site, new Heartbeat.Problem[0]));
        }
    }

    /** Lets so many intervals of probing pass, rounds included. */
    void intervals(int count) {
        for (int i = 0; i < count; i++) {
            probe();
            pass(Fleet.INTERVAL);
        }
    }

    void pass(Duration time) {
        for (Instant end = now.plus(time); now.isBefore(end); now = now.plus(ROUND)) {
            driver.advanceWallClockTime(ROUND);
            drain();
        }
    }

    private void drain() {
        while (!incidents.isEmpty()) {
            published.add(INCIDENT.read(incidents.readValue()));
        }
        while (!checkStates.isEmpty()) {
            var record = checkStates.readKeyValue();
            if (record.value == null) {
                states.remove(record.key);
            } else {
                states.put(record.key, CHECK_STATE.read(record.value));
            }
        }
    }

    /** Last version of every incident that is open. */
    List<Incident> open() {
        Map<String, Incident> last = new LinkedHashMap<>();
        published.forEach(incident -> last.put(incident.id(), incident));
        return last.values().stream()
                .filter(incident -> incident.status() == IncidentStatus.OPEN)
                .collect(Collectors.toList());
    }

    double skipped(String reason) {
        return registry.counter("portreach.detection.skipped", "reason", reason).count();
    }

    @Override
    public void close() {
        driver.close();
    }
}
