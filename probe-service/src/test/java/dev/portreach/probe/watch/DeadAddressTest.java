package dev.portreach.probe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.assignment.PlannedCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An address that does not answer for long is left in peace, and yet seen to come back. */
class DeadAddressTest {

    private static final int DEADLINE = 1_500;
    private static final int DEAD_INTERVALS = 20;

    @ParameterizedTest
    @ValueSource(longs = {2_000, 5_000, 30_000})
    void shouldProbeADeadAddressOnceAnIntervalAndSeeItRecoverWithinOne(long interval) {
        // given an address with single ports, a small range and a large one, which answered and then died
        long died = Math.max(3 * interval, 60_000); // all but the large range is known by then
        long back = died + DEAD_INTERVALS * interval;
        Map<Integer, List<Long>> probes = new TreeMap<>();
        Simulation simulation = new Simulation(
                List.of(
                        check("control", "80", interval),
                        check("web", "443", interval),
                        check("small", "8888-8892", interval),
                        check("data", "20020-21020", interval)),
                (port, now) -> {
                    long since = now - Simulation.START;
                    probes.computeIfAbsent(port, first -> new ArrayList<>()).add(since);
                    return since < died || since >= back ? Outcome.OPEN : Outcome.TIMEOUT;
                });
        simulation.runUntil(back);
        // then, once it has been dead for ten intervals, no port is probed more often than its slots come
        long settled = died + 10 * interval;
        probes.forEach((port, times) -> {
            List<Long> late = times.stream().filter(time -> time > settled).toList();
            for (int i = 1; i < late.size(); i++) {
                assertThat(late.get(i) - late.get(i - 1))
                        .as("port %d", port)
                        .isGreaterThanOrEqualTo(interval - interval / 20 - 1);
            }
        });
        // and every single port and small range still has its turn in each
        List.of(80, 443, 8_888, 8_892).forEach(port -> assertThat(probes.get(port))
                .filteredOn(time -> time > settled)
                .hasSizeBetween(9, 11));
        // and when it is back, every check has seen an answer after one interval, its jitter, and the answer's time
        simulation.runUntil(back + interval + interval / 20 + 100);
        for (String id : List.of("control", "web", "small", "data")) {
            assertThat(simulation.observations).as(id).anySatisfy(observation -> assertThat(
                            seesAnAnswer(observation, id, Simulation.START + back))
                    .isTrue());
        }
    }

    private static boolean seesAnAnswer(Observation observation, String id, long since) {
        return observation.check().equals(id)
                && observation.at() >= since
                && observation.runs().stream()
                        .anyMatch(run -> run.outcome() == Outcome.OPEN
                                && run.ports().stream().anyMatch(observation::covers));
    }

    private static PlannedCheck check(String id, String ports, long interval) {
        return new PlannedCheck(
                id,
                "p",
                "10.0.0.1",
                Protocol.TCP,
                Ports.parse(ports),
                Expectation.LISTENING,
                RangeMode.ALL,
                Duration.ofMillis(interval),
                Duration.ofMillis(DEADLINE),
                null,
                List.of());
    }
}
