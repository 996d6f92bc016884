package dev.portreach.probe.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.probe.assignment.Plan;
import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.network.AllowList;
import dev.portreach.probe.publish.AgentClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loop between a name service and a network that are made up. */
class ProberTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int NAMED = 80;

    private final Map<String, List<String>> names = new ConcurrentHashMap<>();
    private final List<Observation> observations = new CopyOnWriteArrayList<>();
    private final List<InetSocketAddress> connected = new CopyOnWriteArrayList<>();
    private final Resolver resolver = new Resolver(this::lookUp, System::nanoTime);
    private volatile IntFunction<Outcome> network = port -> Outcome.OPEN;
    private Prober prober;

    @AfterEach
    void close() {
        prober.close();
        resolver.close();
    }

    @Test
    void shouldProbeTheFirstAddressThatIsAllowedAndKeepToIt() {
        // given a name with an address that is not allowed before two that are
        names.put("core.example.org", List.of("192.0.2.1", "10.0.0.2", "10.0.0.1"));
        start("core.example.org", Duration.ZERO);
        await().atMost(PATIENCE).until(() -> observations.size() > 2);
        // when the name server turns its answer round
        names.put("core.example.org", List.of("10.0.0.1", "192.0.2.1", "10.0.0.2"));
        int before = observations.size();
        await().atMost(PATIENCE).until(() -> observations.size() > before + 2);
        // then the same one is probed, and the time of the look-up is told
        assertThat(connected)
                .extracting(target -> target.getAddress().getHostAddress())
                .containsOnly("10.0.0.2");
        assertThat(observations).allSatisfy(observation -> {
            assertThat(observation.address()).isEqualTo("10.0.0.2");
            assertThat(observation.dnsMicros()).isNotNull();
        });
    }

    @Test
    void shouldNeverConnectToWhatIsNotAllowed() {
        names.put("core.example.org", List.of("192.0.2.1", "192.0.2.2"));
        start("core.example.org", Duration.ZERO);
        await().atMost(PATIENCE).until(() -> !prober.problems().isEmpty());
        assertThat(prober.problems().get(0).reason())
                .isEqualTo("address 192.0.2.1 is not within portreach.allowed-networks");
        assertThat(connected).isEmpty();
        assertThat(observations).isEmpty();
    }

    @Test
    void shouldSayWhyANameDoesNotResolve() {
        start("gone.example.org", Duration.ZERO);
        await().atMost(PATIENCE).until(() -> !observations.isEmpty());
        Observation observation = observations.get(0);
        assertThat(observation.address()).isEqualTo("gone.example.org");
        assertThat(observation.dnsMicros()).isNotNull();
        assertThat(observation.runs())
                .containsExactly(new Run(Ports.of(NAMED), Outcome.DNS_ERROR, Proof.STRONG, null, "does not exist"));
    }

    @Test
    void shouldDoubtOpenPortsWhereTheControlPortIsOpenToo() {
        // given a device that answers for every port
        start("10.0.0.1", Duration.ofMinutes(10));
        // then open ports prove little, and the one port besides is why
        await().atMost(PATIENCE).until(() -> last().proof() == Proof.WEAK);
        int control = connected.stream()
                .mapToInt(InetSocketAddress::getPort)
                .filter(port -> port != NAMED)
                .findFirst()
                .orElseThrow();
        assertThat(last().outcome()).isEqualTo(Outcome.OPEN);
        assertThat(last().detail()).isEqualTo("control port " + control + " is open too");
        assertThat(observations.get(0).runs().get(0).proof()).isEqualTo(Proof.STRONG);
        // and when nothing is to be probed any more, that one is not either
        prober.apply(Plan.NONE);
        await().atMost(PATIENCE).until(() -> prober.plan().checks().isEmpty());
        assertThat(connected).filteredOn(target -> target.getPort() == control).hasSize(1);
    }

    @Test
    void shouldBelieveOpenPortsWhereTheControlPortIsRefused() {
        network = port -> port == NAMED ? Outcome.OPEN : Outcome.REFUSED;
        start("10.0.0.1", Duration.ofMinutes(10));
        await().atMost(PATIENCE).until(() -> connected.stream().anyMatch(target -> target.getPort() != NAMED));
        int before = observations.size();
        await().atMost(PATIENCE).until(() -> observations.size() > before + 2);
        assertThat(last().proof()).isEqualTo(Proof.STRONG);
        assertThat(last().detail()).isNull();
    }

    private Run last() {
        return observations.isEmpty()
                ? new Run(Ports.of(NAMED), Outcome.TIMEOUT, Proof.STRONG, null)
                : observations.get(observations.size() - 1).runs().get(0);
    }

    private void start(String address, Duration controlInterval) {
        prober = new Prober(
                new Watchlist(3, 500, controlInterval),
                (check, target, done) -> {
                    connected.add(target);
                    done.accept(ProbeResult.of(network.apply(target.getPort()), 1_000L));
                },
                resolver,
                AllowList.parse("10.0.0.0/8"),
                AgentClock.system(),
                pressing -> 1,
                harvest -> observations.addAll(harvest.observations()),
                new Silent());
        prober.start();
        PlannedCheck check = new PlannedCheck(
                "a",
                "p",
                address,
                Protocol.TCP,
                Ports.of(NAMED),
                Expectation.LISTENING,
                RangeMode.ALL,
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                null,
                List.of());
        prober.apply(new Plan(1, List.of(check), List.of(), List.of()));
    }

    private InetAddress[] lookUp(String name) throws UnknownHostException {
        if (!names.containsKey(name)) {
            throw new UnknownHostException(name + ": Name or service not known");
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (String address : names.get(name)) {
            addresses.add(InetAddress.getByName(address));
        }
        return addresses.toArray(InetAddress[]::new);
    }

    private static final class Silent implements Prober.Listener {
        @Override
        public void probed(Outcome outcome) {}

        @Override
        public void started(long lagMillis) {}
    }
}
