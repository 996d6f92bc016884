package dev.portreach.alert.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

class PaceProperties {

    private Pace pace;

    @BeforeTry
    void begin() {
        pace = new Pace();
    }

    /** @return the share of slow ones */
    private double answer(int count, SplittableRandom random, double median, double spread) {
        int slow = 0;
        for (int i = 0; i < count; i++) {
            // Log-normal: most near the median, some far above.
            if (pace.isSlow(Math.round(median * Math.exp(spread * random.nextGaussian())))) {
                slow++;
            }
        }
        return (double) slow / count;
    }

    @Property(tries = 50)
    void shouldFindFewSlowWhereNothingChanges(
            @ForAll long seed,
            @ForAll @IntRange(min = 200, max = 300_000) int median,
            @ForAll @DoubleRange(min = 0.01, max = 0.5) double spread) {
        SplittableRandom random = new SplittableRandom(seed);
        answer(200, random, median, spread);
        assertThat(answer(5_000, random, median, spread)).isLessThan(0.05);
        assertThat(pace.medianMicros()).isBetween(median / 1.5, median * 1.5);
    }

    /** Whatever the first answer was, from which it learns. */
    @Property(tries = 2_000)
    void shouldHaveLearnedAfterThirtyAnswers(
            @ForAll long seed,
            @ForAll @IntRange(min = 5_000, max = 300_000) int median,
            @ForAll @DoubleRange(min = 0.01, max = 0.1) double spread) {
        SplittableRandom random = new SplittableRandom(seed);
        answer(30, random, median, spread);
        assertThat(answer(170, random, median, spread)).isLessThan(0.04);
    }

    @Property(tries = 50)
    void shouldFindMostSlowThatTakeThreeTimesAsLong(
            @ForAll long seed,
            @ForAll @IntRange(min = 5_000, max = 300_000) int median,
            @ForAll @DoubleRange(min = 0.01, max = 0.15) double spread) {
        SplittableRandom random = new SplittableRandom(seed);
        answer(500, random, median, spread);
        // Most; a quarter is what raises a pool.
        assertThat(answer(30, random, 3 * median, spread)).isGreaterThan(0.5);
    }
}
