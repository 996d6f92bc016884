package dev.portreach.alert.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.DegradationKind;
import dev.portreach.contracts.state.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeTry;

/** One site, probed every 5 s; after a miss its agent looks again every 300 ms. */
class WearProperties {

    private static final int COMPONENTS = 8;
    private static final int ROWS = 4;
    private static final String AGENT = "lyon-1";

    private final Revision revision = Sites.revision(COMPONENTS, ROWS, AGENT);
    private Recorded states;
    private SiteDetector detector;
    private long now;
    private long seq;

    @BeforeTry
    void begin() {
        states = new Recorded();
        detector = new SiteDetector(Sites.SITE, Sites.START, states);
        detector.assign(revision, Sites.START);
        now = Sites.START.toEpochMilli();
        seq = 0;
    }

    private void probe(SplittableRandom random, Duration time, IntToDoubleFunction loss, IntToDoubleFunction micros) {
        for (long end = now + time.toMillis(); now < end; now += Sites.INTERVAL.toMillis()) {
            List<Observation> seen = new ArrayList<>();
            for (int component = 0; component < COMPONENTS; component++) {
                for (int row = 0; row < ROWS; row++) {
                    long at = now + 37L * (component * ROWS + row);
                    while (random.nextDouble() < loss.applyAsDouble(component * ROWS + row)) {
                        seen.add(observation(component, row, at, null));
                        at += 300;
                    }
                    double spread = Math.exp(0.1 * random.nextGaussian());
                    seen.add(observation(component, row, at, Math.round(micros.applyAsDouble(component) * spread)));
                }
            }
            Instant arrival = Instant.ofEpochMilli(now + 5_000);
            detector.take(new ResultBatch(AGENT, Sites.SITE, Sites.EPOCH, ++seq, 1, seen), revision, arrival);
        }
    }

    private static Observation observation(int component, int row, long at, Long micros) {
        Run run = micros == null
                ? new Run(Sites.port(row), Outcome.TIMEOUT, Proof.WEAK, null)
                : new Run(Sites.port(row), Outcome.OPEN, Proof.STRONG, micros);
        String address = "192.0.2." + (component + 1);
        return new Observation(Sites.check(component, row), at, null, address, null, List.of(run));
    }

    private List<String> degraded(DegradationKind kind) {
        List<String> found = new ArrayList<>();
        for (int component = 0; component < COMPONENTS; component++) {
            for (int row = 0; row < ROWS; row++) {
                CheckState state = states.of(Sites.check(component, row));
                assertThat(state.verdict()).isEqualTo(Verdict.OK);
                if (state.degraded() != null && state.degraded().kind() == kind) {
                    found.add(state.check());
                }
            }
        }
        return found;
    }

    private static List<String> rowsOf(int component) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            rows.add(Sites.check(component, row));
        }
        return rows;
    }

    @Property(tries = 10)
    void shouldFindNothingAtALossOfHalfAPercent(@ForAll long seed) {
        probe(new SplittableRandom(seed), Duration.ofHours(6), check -> 0.005, component -> 20_000);
        assertThat(states.states).noneMatch(state -> state.degraded() != null);
    }

    @Property(tries = 10)
    void shouldNotCallAComponentBadForOneOfItsChecks(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        probe(random, Duration.ofMinutes(20), check -> 0.005, component -> 20_000);
        probe(random, Duration.ofMinutes(20), check -> check == 3 * ROWS ? 0.3 : 0.005, component -> 20_000);
        assertThat(degraded(DegradationKind.LOSS)).containsExactly(Sites.check(3, 0));
    }

    /** Four misses in a row come about eight times in twenty minutes by the loss itself. */
    @Property(tries = 10)
    void shouldTakeLossForNoOutageYetSeeOne(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        probe(random, Duration.ofMinutes(5), check -> 0.005, component -> 20_000);
        probe(random, Duration.ofMinutes(20), check -> check / ROWS == 3 ? 0.3 : 0.005, component -> 20_000);
        assertThat(states.states.stream()
                        .filter(state -> state.verdict() == Verdict.FAILING)
                        .map(CheckState::since)
                        .distinct())
                .hasSizeLessThan(4);

        List<Observation> silence = new ArrayList<>();
        for (int look = 0; look < Confirmation.CONFIRMED_IN_LOSS; look++) {
            silence.add(observation(3, 0, now + 300L * look, null));
        }
        detector.take(
                new ResultBatch(AGENT, Sites.SITE, Sites.EPOCH, ++seq, 1, silence),
                revision,
                Instant.ofEpochMilli(now + 5_000));
        assertThat(states.of(Sites.check(3, 0)).verdict()).isEqualTo(Verdict.FAILING);
    }

    @Property(tries = 10)
    void shouldFindTheComponentThatLosesATenthAndThatItStops(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        probe(random, Duration.ofMinutes(20), check -> 0.005, component -> 20_000);
        probe(random, Duration.ofMinutes(20), check -> check / ROWS == 3 ? 0.1 : 0.005, component -> 20_000);
        assertThat(degraded(DegradationKind.LOSS)).containsAll(rowsOf(3)).hasSizeLessThan(ROWS + 3);
        // when another task takes over, and it stops
        detector = new SiteDetector(Sites.SITE, Instant.ofEpochMilli(now), states);
        detector.restore(revision, List.copyOf(states.checks.values()), List.copyOf(states.agents.values()));
        probe(random, Duration.ofMinutes(60), check -> 0.0, component -> 20_000);
        assertThat(degraded(DegradationKind.LOSS)).isEmpty();
    }

    @Property(tries = 10)
    void shouldFindWhereAnswersTakeThreeTimesAsLong(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        probe(random, Duration.ofMinutes(20), check -> 0.005, component -> 20_000);
        probe(random, Duration.ofMinutes(2), check -> 0.005, component -> component == 5 ? 60_000 : 20_000);
        assertThat(degraded(DegradationKind.LATENCY)).containsExactlyElementsOf(rowsOf(5));
        assertThat(degraded(DegradationKind.LOSS)).isEmpty();
    }
}
