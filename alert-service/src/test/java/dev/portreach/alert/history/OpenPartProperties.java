package dev.portreach.alert.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.rollup.PartRollup;
import dev.portreach.alert.rollup.Rollup;
import dev.portreach.alert.rollup.RollupCodec;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Intervals and roll-ups are the same for every order of batches, with repetitions, in any cut into transactions. */
class OpenPartProperties {

    private static final long TURN = Month.of(1_790_000_000_000L).end();
    private static final RunKey RUN = new RunKey("lyon", "lyon-1", "e1");

    /** The tables of one run as the database would keep them, in memory. */
    private static final class Tables {
        private final Map<Integer, byte[]> open = new HashMap<>();
        private final Map<Integer, List<String>> checks = new TreeMap<>();
        private final Map<SlotKey, TreeMap<Long, Interval>> intervals = new HashMap<>();
        private final Map<RollupStore.Key, byte[]> rollups = new TreeMap<>();
        private AgentRun last = new AgentRun(RUN);

        /** One transaction. */
        void write(List<Batch> batches, boolean rests) {
            AgentRun run = new AgentRun(RUN, 1, last.firstAt(), last.lastAt(), last.batches());
            checks.forEach((id, names) -> run.restore(OpenPartCodec.unpack(id, names, open.get(id))));
            for (Batch batch : batches) {
                if (!run.hasTaken(batch.seq())) {
                    run.take(batch.seq(), batch.observations());
                }
            }
            if (rests) {
                run.rest();
            }
            for (OpenPart part : run.parts()) {
                if (part.id() == 0) {
                    part.stored(checks.size() + 1);
                }
                checks.put(part.id(), List.copyOf(part.checks()));
                store(part);
            }
            last = run;
        }

        private void store(OpenPart part) {
            for (OpenIntervals.Gap gap : part.intervals().gaps()) {
                part.intervals().settle(gap.slot(), around(new SlotKey(part.id(), gap.slot()), gap));
            }
            part.intervals().deletions().forEach(each -> assertThat(
                            table(part, each.slot()).remove(each.interval().from()))
                    .isEqualTo(each.interval()));
            part.intervals().insertions().forEach(each -> assertThat(
                            table(part, each.slot()).put(each.interval().from(), each.interval()))
                    .isNull());
            part.rollups().done().forEach((start, rollup) -> {
                RollupStore.Key key = new RollupStore.Key(part.id(), start);
                if (rollups.containsKey(key)) {
                    rollup.merge(RollupCodec.unpack(rollups.get(key), OpenPart.SIZE));
                }
                rollups.put(key, RollupCodec.pack(rollup));
            });
            open.put(part.id(), OpenPartCodec.pack(part));
        }

        private Map<Long, Interval> table(OpenPart part, int slot) {
            return intervals.computeIfAbsent(new SlotKey(part.id(), slot), key -> new TreeMap<>());
        }

        /** No more than what is asked for. */
        private List<Interval> around(SlotKey key, OpenIntervals.Gap gap) {
            TreeMap<Long, Interval> all = intervals.getOrDefault(key, new TreeMap<>());
            Long floor = all.floorKey(gap.first());
            Long after = all.higherKey(gap.last());
            return List.copyOf(
                    all.subMap(floor == null ? gap.first() : floor, true, after == null ? Long.MAX_VALUE : after, true)
                            .values());
        }

        /** What readers see: stored and open together. */
        Map<String, List<Interval>> seenIntervals() {
            Map<String, List<Interval>> seen = new TreeMap<>();
            checks.forEach((id, names) -> {
                OpenPart part = OpenPartCodec.unpack(id, names, open.get(id));
                for (int slot = 0; slot < names.size(); slot++) {
                    List<Interval> all = new ArrayList<>(intervals
                            .getOrDefault(new SlotKey(id, slot), new TreeMap<>())
                            .values());
                    all.add(part.intervals().newest(slot));
                    seen.put(names.get(slot), all);
                }
            });
            return seen;
        }

        Map<String, Object> seenRollups() {
            Map<RollupStore.Key, PartRollup> all = new TreeMap<>();
            rollups.forEach((key, packed) -> all.put(key, RollupCodec.unpack(packed, OpenPart.SIZE)));
            checks.forEach((id, names) -> OpenPartCodec.unpack(id, names, open.get(id))
                    .rollups()
                    .open()
                    .forEach((start, rollup) -> {
                        PartRollup other = all.putIfAbsent(new RollupStore.Key(id, start), rollup);
                        if (other != null) {
                            other.merge(rollup);
                        }
                    }));
            Map<String, Object> seen = new TreeMap<>();
            all.forEach((key, rollup) -> {
                List<String> names = checks.get(key.part());
                for (int slot = 0; slot < names.size(); slot++) {
                    if (rollup.of(slot) != null) {
                        seen.put(names.get(slot) + " " + key.startAt(), rollup.of(slot));
                    }
                }
            });
            return seen;
        }
    }

    private record Batch(long seq, List<Assessed> observations) {}

    /** Of one probe: time since the last, what it saw, by which revision, and whether its batch never arrives. */
    private record Step(int seconds, int value, int revision, boolean lost) {}

    @Property(tries = 300)
    void shouldKeepTheSameInAnyOrder(
            @ForAll("streams") List<Batch> inOrder,
            @ForAll Random random,
            @ForAll("sizes") int batchesAtOnce,
            @ForAll("resting") boolean rests) {
        // given
        Tables expected = new Tables();
        inOrder.forEach(batch -> expected.write(List.of(batch), false));
        List<Batch> disordered = new ArrayList<>(inOrder);
        inOrder.stream().filter(batch -> random.nextInt(3) == 0).forEach(disordered::add);
        Collections.shuffle(disordered, random);

        // when
        Tables actual = new Tables();
        for (int i = 0; i < disordered.size(); i += batchesAtOnce) {
            actual.write(
                    disordered.subList(i, Math.min(i + batchesAtOnce, disordered.size())),
                    rests && random.nextInt(4) == 0);
        }
        inOrder.forEach(batch -> actual.write(List.of(batch), false)); // a replay from the beginning

        // then
        assertThat(actual.seenIntervals()).isEqualTo(expected.seenIntervals());
        assertThat(actual.seenRollups()).isEqualTo(expected.seenRollups());
    }

    @Property(tries = 200)
    void shouldKeepEveryObservationOnceWithinAnIntervalOfItsValueAndMonth(@ForAll("streams") List<Batch> batches) {
        // when
        Tables tables = new Tables();
        tables.write(batches, true);

        // then
        int counted = 0;
        for (Batch batch : batches) {
            for (Assessed seen : batch.observations()) {
                assertThat(tables.seenIntervals().get(seen.check()))
                        .filteredOn(interval -> interval.from() <= seen.judged().at()
                                && seen.judged().at() <= interval.to())
                        .singleElement()
                        .satisfies(interval -> {
                            assertThat(interval.value()).isEqualTo(seen.judged().value());
                            assertThat(Month.of(interval.from())).isEqualTo(Month.of(interval.to()));
                        });
                counted++;
            }
        }
        assertThat(tables.seenRollups().values().stream()
                        .mapToInt(rollup -> ((Rollup) rollup).count())
                        .sum())
                .isEqualTo(counted);
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.integers().between(1, 20);
    }

    @Provide
    Arbitrary<Boolean> resting() {
        return Arbitraries.of(true, false);
    }

    /** Some checks over minutes or days, with batches of a few observations of all of them, around the turn of a month. */
    @Provide
    Arbitrary<List<Batch>> streams() {
        Arbitrary<Step> steps = Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.integers().between(1, 60)),
                                Tuple.of(2, Arbitraries.integers().between(200, 2_000)),
                                Tuple.of(1, Arbitraries.integers().between(10_000, 3_000_000))),
                        Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(1, 1), Tuple.of(1, 2)),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(false, false, false, false, true))
                .as(Step::new);
        Arbitrary<List<List<Step>>> checks =
                steps.list().ofMinSize(1).ofMaxSize(25).list().ofMinSize(1).ofMaxSize(3);
        return Combinators.combine(checks, Arbitraries.integers().between(-4_000, 10), sizes())
                .as((all, start, size) -> batches(all, TURN + start * 1_000L, size));
    }

    private static List<Batch> batches(List<List<Step>> checks, long start, int size) {
        List<Assessed> probes = new ArrayList<>();
        for (int check = 0; check < checks.size(); check++) {
            observe("check-" + check, start + check, checks.get(check), probes);
        }
        probes.sort(Comparator.comparingLong(probe -> probe.judged().at()));
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < probes.size(); i += size) {
            batches.add(
                    new Batch(batches.size() + 1, List.copyOf(probes.subList(i, Math.min(i + size, probes.size())))));
        }
        return batches;
    }

    private static void observe(String check, long start, List<Step> steps, List<Assessed> probes) {
        long at = start;
        Long previous = null;
        for (Step step : steps) {
            at += step.seconds() * 1_000L;
            if (!step.lost()) {
                Value value = new Value(
                        step.value() == 0 ? Verdict.OK : Verdict.FAILING,
                        Proof.STRONG,
                        "10.0.0.1",
                        "runs " + step.value(),
                        "",
                        7);
                boolean silent = step.value() > 0;
                probes.add(new Assessed(
                        check,
                        new Judged(at, previous, value.fingerprint(), step.revision()),
                        value,
                        true,
                        silent,
                        silent ? null : Long.valueOf(1_000 + at % 5_000)));
            }
            previous = at;
        }
    }
}
