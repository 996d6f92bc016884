package dev.portreach.lab.engine;

import dev.portreach.contracts.policy.Expectation;
import dev.portreach.lab.NamespaceLab;
import dev.portreach.lab.engine.RoundTrips.Errors;
import dev.portreach.lab.engine.Sweeps.Sweep;
import dev.portreach.lab.engine.Yardstick.Figures;
import dev.portreach.probe.engine.ConnectEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * TCP connects per second of one agent, from the schedule to the spool, beside a loop in C in the same run; two sweeps;
 * and how far round-trip times are from the kernel's own.
 */
public final class EngineBenchmark {

    private static final int LISTENING = 21_000; // below the ports that the kernel gives to clients
    private static final int LISTENERS = 1_001;
    private static final int CLOSED = 19_999;
    private static final int CHECKS = 15_000;
    /**
     * Of one size, and for the most part young: at so many results a second a heap that grows and shrinks with what lives
     * is collected as a whole every second.
     */
    private static final List<String> HEAP = List.of("-Xms192m", "-Xmx192m", "-Xmn112m", "-XX:SurvivorRatio=3");

    private static final int WARM_UP_SECONDS = 20;
    private static final int SECONDS = 10;
    private static final int IN_FLIGHT = 8_192;
    private static final int RTT_LOAD = 3_000;
    private static final long LEAK_PROBES = 1_000_000;

    private final Path dir;
    private final Optional<Yardstick> yardstick;

    private EngineBenchmark(Path dir, Optional<Yardstick> yardstick) {
        this.dir = dir;
        this.yardstick = yardstick;
    }

    public static void main(String... args) throws Exception {
        Path dir = Files.createTempDirectory("portreach-bench");
        EngineBenchmark benchmark = new EngineBenchmark(dir, Yardstick.compile(dir));
        if (benchmark.yardstick.isEmpty()) {
            System.out.println("there is no gcc here: the yardstick in C is missing, and listeners are in Java");
        }
        Process listeners = Yardstick.listen(benchmark.yardstick, "0.0.0.0", LISTENING, LISTENERS);
        try {
            TimeUnit.SECONDS.sleep(2);
            List<String> parts = args.length == 0 ? List.of("rates", "sweeps", "round-trips", "leaks") : List.of(args);
            if (parts.contains("rates")) {
                benchmark.rates();
            }
            if (parts.contains("sweeps")) {
                benchmark.sweeps();
            }
            if (parts.contains("round-trips")) {
                benchmark.roundTrips();
            }
            if (parts.contains("leaks")) {
                leaks();
            }
        } finally {
            listeners.destroyForcibly();
        }
    }

    private void rates() throws IOException, InterruptedException {
        System.out.printf(
                "one agent: the shipped jar, %s, %,d checks of one port, rates off, at most %,d in flight,%n"
                        + "watched for 200 ms, open connections closed with RST; no broker: every result is encoded,%n"
                        + "signed and put in the spool%n",
                String.join(" ", HEAP), CHECKS, IN_FLIGHT);
        rate("refused", CLOSED, 1);
        rate("open", LISTENING, 50);
    }

    private void rate(String what, int firstPort, int ports) throws IOException, InterruptedException {
        Figures before = yardstick(firstPort, ports);
        Load load = new Load(CHECKS, firstPort, ports, 40, Expectation.PERMITTED, Duration.ofMillis(500));
        Map<String, String> settings = Map.of(
                "PORTREACH_GUEST_PORTS_PER_SECOND", "1000000",
                "PORTREACH_CONNECTS_IN_FLIGHT", Integer.toString(IN_FLIGHT),
                "PORTREACH_CONNECTS_CLOSING", "reset",
                "PORTREACH_SPOOL_MAX_BYTES", "1G");
        double agentRate;
        try (AgentProcess agent = AgentProcess.start(dir.resolve(what), load.assignment(), HEAP, settings)) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            AgentMetrics metricsBefore = agent.metrics();
            ProcessUsage usageBefore = agent.usage();
            TimeUnit.SECONDS.sleep(SECONDS);
            AgentMetrics metrics = agent.metrics();
            ProcessUsage usage = agent.usage();
            long probes = metrics.probes() - metricsBefore.probes();
            long asExpected = metrics.probes(what) - metricsBefore.probes(what);
            agentRate = probes / usage.secondsSince(usageBefore);
            System.out.printf(
                    "%s: agent %,.0f probes/s (%d of %d otherwise), %.1f ms CPU per 1,000, %d MiB resident,"
                            + " %d batches spooled, %d lost%n",
                    what,
                    agentRate,
                    probes - asExpected,
                    probes,
                    usage.cpuSecondsSince(usageBefore) * 1e6 / probes,
                    usage.residentMebibytes(),
                    metrics.spooledBatches() - metricsBefore.spooledBatches(),
                    metrics.droppedBatches());
        }
        Figures after = yardstick(firstPort, ports);
        if (before != null && after != null) {
            double mean = (before.perSecond() + after.perSecond()) / 2;
            System.out.printf(
                    "%s: C %,.0f and %,.0f connects/s before and after, closed with RST, %.1f ms CPU per 1,000;"
                            + " agent to C: %.2f%n",
                    what, before.perSecond(), after.perSecond(), after.cpuMicrosEach(), agentRate / mean);
        }
    }

    private Figures yardstick(int firstPort, int ports) throws IOException, InterruptedException {
        return yardstick.isPresent() ? yardstick.get().connect(firstPort, ports, SECONDS / 2) : null;
    }

    private void sweeps() throws InterruptedException, IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ConnectEngine engine = new ConnectEngine(ConnectEngine.Settings.DEFAULTS)) {
            for (String which : List.of("first", "second", "third")) {
                Sweep open = Sweeps.sweep(engine, loopback, LISTENING, LISTENERS, Duration.ofSeconds(3));
                System.out.printf(
                        "sweep of %,d open ports, %s, watched for 200 ms, closed with FIN: %.3f s %s%n",
                        LISTENERS, which, open.seconds(), open.outcomes());
            }
        }
        Optional<String> missing = NamespaceLab.missing();
        if (missing.isPresent()) {
            System.out.printf("sweep of dropped ports: skipped, %s%n", missing.get());
            return;
        }
        try (NamespaceLab lab = NamespaceLab.create(List.of());
                ConnectEngine engine = new ConnectEngine(ConnectEngine.Settings.DEFAULTS)) {
            lab.rules("tcp dport 20020-21020 drop");
            Sweep dropped = Sweeps.sweep(
                    engine,
                    InetAddress.getByName(NamespaceLab.coreAddress()),
                    20_020,
                    LISTENERS,
                    Duration.ofSeconds(3));
            System.out.printf(
                    "sweep of %,d dropped ports, deadline 3 s: %.3f s %s%n",
                    LISTENERS, dropped.seconds(), dropped.outcomes());
        }
    }

    private void roundTrips() throws IOException, InterruptedException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int load : new int[] {0, RTT_LOAD}) {
            report(
                    "loopback",
                    RoundTrips.compare(loopback, LISTENING, LISTENERS, new InetSocketAddress(loopback, CLOSED), load));
        }
    }

    private static void leaks() throws IOException, InterruptedException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Leaks.Count count = Leaks.count(
                LEAK_PROBES, new InetSocketAddress(loopback, LISTENING), new InetSocketAddress(loopback, CLOSED));
        System.out.printf(
                "%,d probes, half of them open: %,d results, %d descriptors before and %d after, %d threads before and"
                        + " %d after, %d and %d MiB resident%n",
                LEAK_PROBES,
                count.results(),
                count.before().descriptors(),
                count.after().descriptors(),
                count.before().threads(),
                count.after().threads(),
                count.before().residentMebibytes(),
                count.after().residentMebibytes());
    }

    private static void report(String where, Errors errors) {
        System.out.printf(
                "round-trip time against TCP_INFO, %s, %,.0f other connects/s: median error %d us, 90 %% %d us, most %d us"
                        + " (kernel's median %d us, %d connections)%n",
                where,
                errors.loadPerSecond(),
                errors.median(),
                errors.p90(),
                errors.maximum(),
                errors.kernelMedian(),
                errors.compared());
    }
}
