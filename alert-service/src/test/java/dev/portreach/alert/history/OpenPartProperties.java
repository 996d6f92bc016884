package dev.portreach.alert.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The rows are the same for every order, with repetitions, in any cut into batches. */
class IntervalChainProperties {

    private static final Comparator<Row> ORDER =
            Comparator.comparing((Row row) -> row.key().toString()).thenComparingLong(Row::from);

    /** A table as the database would keep it, in memory. */
    private static final class Table {
        private final Map<Long, Row> rows = new HashMap<>();
        private long nextId = 1;

        void add(List<Judged> batch) {
            Set<ChainKey> keys = new HashSet<>();
            batch.forEach(judged -> keys.add(judged.key()));
            List<Row> neighbours = rows.values().stream()
                    .filter(row -> keys.contains(row.key()))
                    .toList();
            RowChanges changes = RowChanges.plan(neighbours, batch);
            changes.deletions().forEach(id -> assertThat(rows.remove(id)).isNotNull());
            changes.updates().forEach(row -> assertThat(rows.put(row.id(), row)).isNotNull());
            for (Row row : changes.insertions()) {
                long id = nextId++;
                rows.put(id, new Row(id, row.key(), row.from(), row.to(), row.previousAt(), row.value(), row.basis()));
            }
        }

        List<Row> content() {
            return rows.values().stream()
                    .map(row ->
                            new Row(null, row.key(), row.from(), row.to(), row.previousAt(), row.value(), row.basis()))
                    .sorted(ORDER)
                    .toList();
        }
    }

    /** One chain: steps between observations, and which of a few values each had. */
    private record Chain(String agent, String epoch, long start, List<Step> steps) {}

    private record Step(int millis, int value, int revision, boolean lost) {}

    @Property(tries = 500)
    void shouldGiveTheSameRowsInAnyOrder(
            @ForAll("streams") List<Judged> inOrder, @ForAll Random random, @ForAll("batchSizes") int batchSize) {
        // given
        Table expected = new Table();
        inOrder.forEach(judged -> expected.add(List.of(judged)));
        List<Judged> disordered = new ArrayList<>(inOrder);
        inOrder.stream().filter(judged -> random.nextInt(3) == 0).forEach(disordered::add);
        Collections.shuffle(disordered, random);

        // when
        Table actual = new Table();
        for (int i = 0; i < disordered.size(); i += batchSize) {
            actual.add(disordered.subList(i, Math.min(i + batchSize, disordered.size())));
        }

        // then
        assertThat(actual.content()).isEqualTo(expected.content());
    }

    @Property(tries = 200)
    void shouldKeepEveryObservationWithinARowOfItsValue(@ForAll("streams") List<Judged> observations) {
        // when
        Table table = new Table();
        table.add(observations);

        // then
        for (Judged judged : observations) {
            assertThat(table.content())
                    .filteredOn(row ->
                            row.key().equals(judged.key()) && row.from() <= judged.at() && judged.at() <= row.to())
                    .singleElement()
                    .extracting(Row::value)
                    .isEqualTo(judged.value());
        }
    }

    @Provide
    Arbitrary<Integer> batchSizes() {
        return Arbitraries.integers().between(1, 20);
    }

    @Provide
    Arbitrary<List<Judged>> streams() {
        Arbitrary<Step> steps = Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.frequency(
                                net.jqwik.api.Tuple.of(4, 0),
                                net.jqwik.api.Tuple.of(1, 1),
                                net.jqwik.api.Tuple.of(1, 2)),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(false, false, false, false, true))
                .as(Step::new);
        Arbitrary<Chain> chains = Combinators.combine(
                        Arbitraries.of("lyon-1", "lyon-2"),
                        Arbitraries.of("e1", "e2", "e3"),
                        Arbitraries.longs().between(1_000, 1_020),
                        steps.list().ofMinSize(1).ofMaxSize(25))
                .as(Chain::new);
        return chains.list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .uniqueElements(chain -> chain.agent() + chain.epoch())
                .map(list ->
                        list.stream().flatMap(chain -> observe(chain).stream()).toList());
    }

    private static List<Judged> observe(Chain chain) {
        List<Judged> observations = new ArrayList<>();
        long at = chain.start();
        Long previous = null;
        for (Step step : chain.steps()) {
            at += step.millis();
            if (!step.lost()) {
                observations.add(new Judged(
                        new ChainKey("c", chain.agent(), chain.epoch()),
                        at,
                        previous,
                        new Value(
                                step.value() == 0 ? Verdict.OK : Verdict.FAILING,
                                Proof.STRONG,
                                "10.0.0.1",
                                "runs " + step.value()),
                        new Judged.Basis(step.revision(), "reason of " + step.revision(), 7)));
            }
            previous = at;
        }
        return observations;
    }
}
