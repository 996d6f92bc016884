package dev.portreach.preflight.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.engine.ProbeResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetriesTest {

    private static final long DEADLINE = 1_500;

    /** What the network does to a try. */
    private interface Network {
        Outcome at(int port, int attempt);
    }

    private record Answer(long at, Retries.Again again, Outcome outcome) {}

    private final List<Long> times = new ArrayList<>();
    private final Set<Integer> answered = new TreeSet<>();
    private Retries retries;

    /** Sweeps the check under simulated time: silence takes the deadline, answers take no time. */
    private void sweep(PlannedCheck check, double rate, Network network) {
        retries = new Retries(List.of(check), rate);
        for (int port : check.ports().stream().toArray()) {
            Outcome outcome = network.at(port, 1);
            if (outcome != Outcome.TIMEOUT) {
                answered.add(port);
            }
            retries.first(new PortTask(check, port), ProbeResult.unanswered(outcome), 0);
        }
        PriorityQueue<Answer> answers = new PriorityQueue<>(Comparator.comparingLong(Answer::at));
        for (long now = 0; !retries.isIdle(); now += 10) {
            for (Retries.Again next = retries.due(now); next != null; next = retries.due(now)) {
                times.add(now);
                Outcome outcome = network.at(next.task().port(), next.attempt());
                answers.add(new Answer(outcome == Outcome.TIMEOUT ? now + DEADLINE : now, next, outcome));
            }
            while (!answers.isEmpty() && answers.peek().at() <= now) {
                Answer answer = answers.remove();
                if (retries.again(answer.again(), ProbeResult.unanswered(answer.outcome()), now)) {
                    assertThat(answered.add(answer.again().task().port())).isTrue(); // says so once
                }
            }
        }
    }

    @Test
    void shouldAskASilentPortFiveTimesOverOneAndAHalfSeconds() {
        PlannedCheck check = Checks.tcp("a", "80");
        sweep(check, 50, (port, attempt) -> Outcome.TIMEOUT);
        assertThat(times).containsExactly(300L, 600L, 900L, 1_200L, 1_500L);
        assertThat(retries.asked(check)).containsEntry(80, 6);
    }

    @Test
    void shouldStopAtTheFirstAnswer() {
        PlannedCheck check = Checks.tcp("a", "80-82");
        sweep(check, 50, (port, attempt) -> port == 81 && attempt < 3 ? Outcome.TIMEOUT : Outcome.OPEN);
        assertThat(times).containsExactly(300L, 600L);
        assertThat(retries.asked(check))
                .containsEntry(80, 1)
                .containsEntry(81, 3)
                .containsEntry(82, 1);
        assertThat(answered).containsExactly(80, 81, 82);
    }

    @Test
    void shouldAskOnlySomePortsAgainOfARangeThatIsDropped() {
        PlannedCheck check = Checks.tcp("a", "20020-21020");
        sweep(check, 50, (port, attempt) -> Outcome.TIMEOUT);
        assertThat(times).hasSize(16 * 5);
        assertThat(retries.asked(check).entrySet().stream().filter(port -> port.getValue() == 6))
                .hasSize(16)
                .anyMatch(port -> port.getKey() < 20_100)
                .anyMatch(port -> port.getKey() > 20_900);
    }

    @Test
    void shouldKeepToTheRateWhereManyPortsAreAskedAgain() {
        // given a path that loses every first packet
        PlannedCheck check = Checks.tcp("a", "20000-20115");
        sweep(check, 50, (port, attempt) -> attempt == 1 ? Outcome.TIMEOUT : Outcome.OPEN);
        // then the 100 ports beside the first 16 take two seconds, and all are found open
        assertThat(times).hasSize(116);
        assertThat(times.get(115) - times.get(16)).isBetween(1_900L, 2_000L);
        assertThat(answered).hasSize(116);
    }

    @Test
    void shouldLeaveSeveralUdpPortsAsTheyAre() {
        sweep(Checks.of("a", Protocol.UDP, "161-162"), 50, (port, attempt) -> Outcome.OPEN_OR_FILTERED);
        assertThat(times).isEmpty();
        sweep(Checks.of("a", Protocol.UDP, "161"), 50, (port, attempt) -> Outcome.OPEN_OR_FILTERED);
        assertThat(times).hasSize(5);
    }

    @Property(tries = 50)
    void shouldNotCallAnOpenPortSilentForALostPacket(
            @ForAll @IntRange(min = 1, max = 1_000) int size, @ForAll long seed) {
        // given a path that loses every fifth packet: of 1,000 ports 0.06 lose all six
        times.clear();
        answered.clear();
        Random loss = new Random(seed);
        PlannedCheck check = Checks.tcp("a", "20000-%d".formatted(20_000 + size));
        sweep(check, 0, (port, attempt) -> loss.nextInt(5) == 0 ? Outcome.TIMEOUT : Outcome.OPEN);
        assertThat(answered.size()).isGreaterThanOrEqualTo(size + 1 - 2);
        assertThat(retries.asked(check).values()).allMatch(asked -> asked >= 1 && asked <= 6);
    }
}
