package dev.portreach.probe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Run;
import dev.portreach.probe.assignment.PlannedCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WatchlistTest {

    private static final int DEADLINE = 1_500;

    @Test
    void shouldReprobeAFailureFastAndThenKeepTheInterval() {
        // given a check that is fine, then dropped from 10 s on
        Simulation simulation = new Simulation(
                List.of(check("a", "80", Expectation.LISTENING)),
                (port, now) -> now < Simulation.START + 10_000 ? Outcome.OPEN : Outcome.TIMEOUT);
        // when
        simulation.runUntil(30_000);
        // then the first failure is followed by five more, 300 ms apart, before the next but one slot
        List<Long> failures = simulation.observations.stream()
                .filter(observation -> observation.runs().get(0).outcome() == Outcome.TIMEOUT)
                .map(Observation::at)
                .toList();
        long first = failures.get(0);
        assertThat(failures)
                .contains(
                        first + DEADLINE + 300,
                        first + DEADLINE + 600,
                        first + DEADLINE + 900,
                        first + DEADLINE + 1_200,
                        first + DEADLINE + 1_500);
        assertThat(failures.stream().filter(at -> at > first + 6_000)).hasSizeBetween(6, 9);
        simulation.assertChained();
    }

    @Test
    void shouldLookSixTimesOverAtLeastOneAndAHalfSeconds() {
        // given a port that is refused, at once, from 10 s on
        Simulation simulation = new Simulation(
                List.of(check("a", "80", Expectation.LISTENING)),
                (port, now) -> now < Simulation.START + 10_000 ? Outcome.OPEN : Outcome.REFUSED);
        // when
        simulation.runUntil(30_000);
        // then between the first failure and the slot after the burst there are six looks, 300 ms apart
        List<Long> failures = simulation.observations.stream()
                .filter(observation -> observation.runs().get(0).outcome() == Outcome.REFUSED)
                .map(Observation::at)
                .toList();
        long first = failures.get(0);
        List<Long> burst = failures.stream().filter(at -> at <= first + 1_600).toList();
        assertThat(burst).hasSize(6);
        assertThat(burst.get(5) - burst.get(0)).isBetween(1_500L, 1_600L);
    }

    @Test
    void shouldTellAtOnceWhatIsNewAndLetTheRestWait() {
        // given a check that fails from 10 s to 20 s
        Simulation simulation = new Simulation(
                List.of(check("a", "80", Expectation.LISTENING)),
                (port, now) -> now < Simulation.START + 10_000 || now > Simulation.START + 20_000
                        ? Outcome.OPEN
                        : Outcome.REFUSED);
        // when
        simulation.runUntil(40_000);
        // then the first look is pressing, every failure, and the way back; what goes on being well is not
        assertThat(simulation.pressing).startsWith(simulation.observations.get(0));
        assertThat(simulation.pressing)
                .containsAll(simulation.observations.stream()
                        .filter(seen -> seen.runs().get(0).outcome() == Outcome.REFUSED)
                        .toList());
        assertThat(simulation.pressing.stream().filter(seen -> seen.at() > Simulation.START + 20_000))
                .hasSizeBetween(2, 7);
        assertThat(simulation.observations).hasSizeGreaterThan(simulation.pressing.size() + 8);
    }

    @Test
    void shouldProbeASinglePortOnceAndNowWhenAsked() {
        // given a check that is probed every ten minutes
        Simulation simulation = new Simulation(
                List.of(check("a", "80", Expectation.LISTENING, Duration.ofMinutes(10))), (port, now) -> Outcome.OPEN);
        simulation.runUntil(650_000);
        int before = simulation.observations.size();
        // when somebody asks, and asks for one that is not there
        assertThat(simulation.lookNow("a")).isTrue();
        assertThat(simulation.lookNow("b")).isFalse();
        simulation.runUntil(650_100);
        // then it is probed at once, and told at once
        assertThat(simulation.observations).hasSize(before + 1);
        assertThat(simulation.pressing).endsWith(simulation.observations.get(before));
        // and the schedule goes on as before
        simulation.runUntil(1_850_000);
        assertThat(simulation.observations).hasSize(before + 3);
        simulation.assertChained();
    }

    @Test
    void shouldNotMakeOnePortThatIsAskedForWaitForTheRateOfNewOnes() {
        // given a host whose budget of new ports is used up by others
        List<PlannedCheck> checks = IntStream.range(0, 60)
                .mapToObj(i -> check("c" + i, "" + (1_000 + i), Expectation.LISTENING, Duration.ofMinutes(10)))
                .toList();
        Simulation simulation = new Simulation(checks, (port, now) -> Outcome.OPEN);
        // when each is asked for, at the same instant
        checks.forEach(check -> assertThat(simulation.lookNow(check.id())).isTrue());
        simulation.runUntil(100);
        // then each has been looked at
        assertThat(simulation.observations.stream().map(Observation::check).distinct())
                .hasSize(60);
    }

    @Test
    void shouldProbeARangeWholeWhenAskedWithinTheRateOfNewPorts() {
        // given a range of which the schedule probes 64 ports every half minute
        Simulation simulation = new Simulation(
                List.of(check("a", "20020-21020", Expectation.PERMITTED, Duration.ofSeconds(30))),
                (port, now) -> Outcome.REFUSED);
        // when somebody asks for a look
        simulation.lookNow("a");
        simulation.runUntil(200_000);
        // then what was probed by now is what the rate allows, of three a second
        assertThat(seen(simulation)).isBetween(550, 604);
        // and all ports have been seen once the rate allows for them, and then the sweeping ends
        simulation.runUntil(400_000);
        assertThat(seen(simulation)).isEqualTo(1_001);
        int before = simulation.observations.size();
        simulation.runUntil(520_000);
        assertThat(simulation.observations.size() - before).isBetween(3, 5);
        simulation.assertChained();
    }

    @Test
    void shouldLeaveAPortAloneAtWhichAJobWasSeenEvenWhenAsked() {
        // given an on-demand range in which one port takes connections
        PlannedCheck onDemand = onDemand("a", "20020-20119");
        List<Integer> probed = new ArrayList<>();
        Simulation simulation = new Simulation(List.of(onDemand), (port, now) -> {
            probed.add(port);
            return port == 20_050 ? Outcome.OPEN : Outcome.REFUSED;
        });
        simulation.lookNow("a");
        simulation.runUntil(60_000);
        assertThat(probed).contains(20_050);
        probed.clear();
        // when all of it is asked for again
        simulation.lookNow("a");
        simulation.runUntil(120_000);
        // then that port is spared
        assertThat(probed).contains(20_049, 20_051).doesNotContain(20_050);
    }

    private static int seen(Simulation simulation) {
        return last(simulation, "a").runs().stream()
                .mapToInt(run -> run.ports().size())
                .sum();
    }

    @Test
    void shouldStopReprobingWhenAPortAnswers() {
        // given one lost probe
        Simulation simulation = new Simulation(
                List.of(check("a", "80", Expectation.LISTENING)),
                (port, now) -> now > Simulation.START + 9_000 && now < Simulation.START + 11_000
                        ? Outcome.REFUSED
                        : Outcome.OPEN);
        // when
        simulation.runUntil(30_000);
        // then there are the 15 of the schedule, a few that failed, one that settled, and one that confirmed
        assertThat(simulation.observations).hasSizeBetween(16, 24);
        simulation.assertChained();
    }

    @Test
    void shouldProbeRangesBySampleAndShowAllThatIsKnown() {
        // given a range of 1,001 ports, of which the lower half is open
        Simulation simulation = new Simulation(
                List.of(check("a", "20020-21020", Expectation.PERMITTED)),
                (port, now) -> port < 20_520 ? Outcome.OPEN : Outcome.REFUSED);
        // when it has run for long enough to go round
        simulation.runUntil(500_000);
        // then the latest view has every port, in two runs, of which few were covered by the last probe
        Observation last = simulation.observations.get(simulation.observations.size() - 1);
        assertThat(last.runs())
                .extracting(Run::ports)
                .containsExactly(Ports.parse("20020-20519"), Ports.parse("20520-21020"));
        assertThat(last.covered().size()).isBetween(1, 6);
        simulation.assertChained();
    }

    @Test
    void shouldSeeTheRecoveryOfARangeWithoutGoingRound() {
        // given a range of 1,001 ports that is dropped whole for ten minutes
        long mended = 600_000;
        Simulation simulation = new Simulation(
                List.of(check("a", "20020-21020", Expectation.PERMITTED)),
                (port, now) -> now < Simulation.START + mended ? Outcome.TIMEOUT : Outcome.REFUSED);
        simulation.runUntil(mended);
        assertThat(outcomes(last(simulation, "a"))).containsExactly(Outcome.TIMEOUT);
        // when
        simulation.runUntil(mended + 8_000);
        // then nothing is said any more of what was seen before
        assertThat(outcomes(last(simulation, "a"))).containsExactly(Outcome.REFUSED);
        simulation.assertChained();
    }

    @Test
    void shouldKeepTheIntervalOfARangeSmallerThanItsSample() {
        // given eighteen ports, all known after a while, of which a sample could take more
        PlannedCheck check = check("a", "20020-20037", Expectation.PERMITTED);
        Simulation simulation = new Simulation(List.of(check), (port, now) -> Outcome.REFUSED);
        simulation.runUntil(60_000);
        int known = simulation.observations.size();
        // when
        simulation.runUntil(120_000);
        // then they are probed once an interval, and not more often
        assertThat(check.isSampled()).isTrue();
        assertThat((long) simulation.observations.size() - known)
                .isLessThanOrEqualTo(60_000 / check.interval().toMillis() + 1);
    }

    @Test
    void shouldKeepTheIntervalOfARangeWithLiveJobs() {
        // given an on-demand range in which most ports serve a job
        PlannedCheck check = onDemand("20020-20049");
        Simulation simulation =
                new Simulation(List.of(check), (port, now) -> port < 20_045 ? Outcome.OPEN : Outcome.REFUSED);
        simulation.runUntil(60_000);
        int known = simulation.observations.size();
        // when
        simulation.runUntil(120_000);
        // then the few that are left are probed once an interval, and not more often
        assertThat((long) simulation.observations.size() - known)
                .isLessThanOrEqualTo(60_000 / check.interval().toMillis() + 1);
    }

    @Test
    void shouldLeaveLiveJobsAlone() {
        // given an on-demand range with one port in use
        PlannedCheck check = onDemand("20020-20049");
        Simulation simulation =
                new Simulation(List.of(check), (port, now) -> port == 20_030 ? Outcome.OPEN : Outcome.REFUSED);
        // when
        simulation.runUntil(300_000);
        // then it was touched once
        assertThat(simulation.observations.stream()
                        .filter(observation -> observation.covered().contains(20_030)))
                .hasSize(1);
    }

    @Test
    void shouldNotDisturbWhatANewRevisionLeavesAlone() {
        // given
        PlannedCheck same = check("a", "20020-20120", Expectation.PERMITTED);
        Simulation simulation =
                new Simulation(List.of(same, check("b", "80", Expectation.LISTENING)), (port, now) -> Outcome.REFUSED);
        simulation.runUntil(20_000);
        int known = portsSeen(last(simulation, "a"));
        // when one check changes, in the middle of probes
        simulation.replace(List.of(same, check("b", "443", Expectation.LISTENING)));
        simulation.runUntil(30_000);
        // then the other keeps its view, and both keep their chains
        assertThat(portsSeen(last(simulation, "a"))).isGreaterThan(known);
        assertThat(last(simulation, "b").runs().get(0).ports()).isEqualTo(Ports.of(443));
        simulation.assertChained();
    }

    @Test
    void shouldLeaveNewPortsAloneWhenManyFailRightAfterASweep() {
        // given single ports that are well and a range that is being swept, until something blocks us at 30 s
        Simulation simulation = new Simulation(
                List.of(
                        check("a", "80", Expectation.LISTENING),
                        check("b", "443", Expectation.LISTENING),
                        check("c", "33321", Expectation.LISTENING),
                        check("d", "20020-21020", Expectation.PERMITTED)),
                (port, now) -> now < Simulation.START + 30_000 ? Outcome.OPEN : Outcome.TIMEOUT);
        simulation.runUntil(30_000);
        assertThat(simulation.watchlist.paused(Simulation.START + 30_000)).isEmpty();
        // when
        simulation.runUntil(120_000);
        // then no port is new for ten minutes, and those that are known go on
        assertThat(simulation.watchlist.paused(Simulation.START + 120_000)).containsOnlyKeys("10.0.0.1");
        int known = knownOfRange(simulation);
        simulation.runUntil(600_000);
        assertThat(knownOfRange(simulation)).isEqualTo(known);
        assertThat(simulation.observations.stream()
                        .filter(observation ->
                                observation.check().equals("c") && observation.at() > Simulation.START + 500_000))
                .hasSizeGreaterThan(40);
        // and then the sweep goes on
        simulation.runUntil(900_000);
        assertThat(knownOfRange(simulation)).isGreaterThan(known);
    }

    private static int knownOfRange(Simulation simulation) {
        return simulation.observations.stream()
                .filter(observation -> observation.check().equals("d"))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .runs()
                .stream()
                .mapToInt(run -> run.ports().size())
                .sum();
    }

    @Test
    void shouldProbeRangesLessWhenTooManyProbesStayUnanswered() {
        // given twenty hosts with a range each, all silent
        List<PlannedCheck> checks = IntStream.rangeClosed(1, 20)
                .mapToObj(host -> check("r" + host, "10.0.1." + host, "20020-21020", Expectation.PERMITTED))
                .toList();
        Simulation simulation = new Simulation(checks, (port, now) -> Outcome.TIMEOUT);
        // when
        simulation.runUntil(180_000);
        // then within each minute about 500 are sent, and not the 3,600 that the rates to each host would allow
        long lastMinute = simulation.observations.stream()
                .filter(observation -> observation.at() > Simulation.START + 120_000)
                .mapToLong(observation -> observation.covered().size())
                .sum();
        assertThat(lastMinute).isBetween(100L, 1_200L);
    }

    @Test
    void shouldStopWhatIsNoLongerAssigned() {
        Simulation simulation =
                new Simulation(List.of(check("a", "80", Expectation.LISTENING)), (port, now) -> Outcome.OPEN);
        simulation.runUntil(5_000);
        simulation.replace(List.of());
        int before = simulation.observations.size();
        simulation.runUntil(20_000);
        assertThat(simulation.observations).hasSize(before);
    }

    @Test
    void shouldLeaveSeveralUdpPortsToTheScheduleAndSampleRangesSparsely() {
        // given UDP ports of which none answers as it should
        Simulation simulation = new Simulation(
                List.of(
                        check("a", Protocol.UDP, "1-4", Expectation.LISTENING),
                        check("b", Protocol.UDP, "100-199", Expectation.PERMITTED)),
                (port, now) -> Outcome.REFUSED);
        // when
        simulation.runUntil(60_000);
        // then no sweep is but of the schedule, and none takes more turns than the others can wait for
        assertThat(simulation.observations)
                .filteredOn(observation -> observation.check().equals("a"))
                .hasSizeBetween(29, 31);
        assertThat(simulation.observations)
                .filteredOn(observation -> observation.check().equals("b"))
                .allSatisfy(
                        observation -> assertThat(observation.covered().size()).isLessThanOrEqualTo(8));
        simulation.assertChained();
    }

    @Property(tries = 60)
    void shouldKeepChainsConsistentWhateverHappens(@ForAll long seed) {
        // given outcomes and durations at random, over overlapping re-probes
        Outcome[] outcomes = {Outcome.OPEN, Outcome.TIMEOUT, Outcome.REFUSED, Outcome.UNREACHABLE};
        Simulation simulation = new Simulation(
                List.of(
                        check("a", "80", Expectation.LISTENING),
                        check("b", "1-8", Expectation.PERMITTED),
                        check("c", "22", Expectation.BLOCKED)),
                (port, now) -> outcomes[Math.floorMod(seed ^ (now / 700 * 31 + port * 17L), 4)]);
        // when
        simulation.runUntil(60_000);
        // then order, chain and coverage hold
        simulation.assertChained();
        Map<String, Integer> counts = new HashMap<>();
        simulation.observations.forEach(observation -> counts.merge(observation.check(), 1, Integer::sum));
        assertThat(counts).containsOnlyKeys("a", "b", "c");
        assertThat(counts.get("a")).isBetween(28, 190);
    }

    private static Observation last(Simulation simulation, String check) {
        return simulation.observations.stream()
                .filter(observation -> observation.check().equals(check))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static List<Outcome> outcomes(Observation observation) {
        return observation.runs().stream().map(Run::outcome).toList();
    }

    private static int portsSeen(Observation observation) {
        return observation.runs().stream().mapToInt(run -> run.ports().size()).sum();
    }

    private static PlannedCheck onDemand(String ports) {
        return new PlannedCheck(
                "a",
                "p",
                "10.0.0.1",
                Protocol.TCP,
                Ports.parse(ports),
                Expectation.PERMITTED,
                RangeMode.ON_DEMAND,
                Duration.ofSeconds(2),
                Duration.ofMillis(DEADLINE),
                null,
                List.of());
    }

    private static PlannedCheck check(String id, String ports, Expectation expectation) {
        return check(id, Protocol.TCP, "10.0.0.1", ports, expectation);
    }

    private static PlannedCheck check(String id, String address, String ports, Expectation expectation) {
        return check(id, Protocol.TCP, address, ports, expectation);
    }

    private static PlannedCheck check(String id, Protocol protocol, String ports, Expectation expectation) {
        return check(id, protocol, "10.0.0.1", ports, expectation);
    }

    private static PlannedCheck check(String id, String ports, Expectation expectation, Duration interval) {
        return check(id, Protocol.TCP, "10.0.0.1", ports, expectation, RangeMode.ALL, interval);
    }

    private static PlannedCheck onDemand(String id, String ports) {
        return check(
                id, Protocol.TCP, "10.0.0.1", ports, Expectation.PERMITTED, RangeMode.ON_DEMAND, Duration.ofSeconds(2));
    }

    private static PlannedCheck check(
            String id, Protocol protocol, String address, String ports, Expectation expectation) {
        return check(id, protocol, address, ports, expectation, RangeMode.ALL, Duration.ofSeconds(2));
    }

    private static PlannedCheck check(
            String id,
            Protocol protocol,
            String address,
            String ports,
            Expectation expectation,
            RangeMode mode,
            Duration interval) {
        return new PlannedCheck(
                id,
                "p",
                address,
                protocol,
                Ports.parse(ports),
                expectation,
                mode,
                interval,
                Duration.ofMillis(DEADLINE),
                null,
                List.of());
    }
}
