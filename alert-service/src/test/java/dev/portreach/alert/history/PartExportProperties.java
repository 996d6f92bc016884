package dev.portreach.alert.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However a part is cut into pages, each interval comes once, in order, with the one after it. */
class PartExportProperties {

    private static final int SLOTS = 6;

    @Property
    void shouldGiveEachIntervalOnceWithTheOneAfterIt(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int page) {
        Random random = new Random(seed);
        TreeMap<Integer, List<Interval>> chains = new TreeMap<>();
        Interval[] newest = new Interval[OpenPart.SIZE];
        List<IntervalPage.Stored> stored = new ArrayList<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            List<Interval> chain = new ArrayList<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                long from = 1_000L * (chain.size() + 1);
                chain.add(new Interval(from, from + 10, null, random.nextInt(3), 1));
            }
            chain.forEach(new Stored(slot, stored)::add);
            if (random.nextBoolean()) {
                newest[slot] = new Interval(100_000, 100_010, null, 1, 1);
                chain.add(newest[slot]);
            }
            chains.put(slot, chain);
        }
        PartExport export = new PartExport(SLOTS, slot -> true);
        OpenIntervals open = new OpenIntervals(newest);

        List<PartExport.Pair> pairs = new ArrayList<>();
        for (int at = 0; at <= stored.size(); at += page) {
            List<IntervalPage.Stored> some = stored.subList(at, Math.min(at + page, stored.size()));
            pairs.addAll(export.take(some, open, some.size() < page));
        }

        List<PartExport.Pair> expected = new ArrayList<>();
        chains.forEach((slot, chain) -> {
            for (int i = 0; i < chain.size(); i++) {
                expected.add(new PartExport.Pair(slot, chain.get(i), i + 1 < chain.size() ? chain.get(i + 1) : null));
            }
        });
        assertThat(pairs).isEqualTo(expected);
    }

    private record Stored(int slot, List<IntervalPage.Stored> all) {

        void add(Interval interval) {
            all.add(new IntervalPage.Stored(slot, interval));
        }
    }
}
