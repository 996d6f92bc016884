package dev.portreach.alert.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

class SharePoolProperties {

    private static final long INTERVAL = 5_000;
    private static final long DAY = 86_400_000;

    private SharePool pool;

    @BeforeTry
    void begin() {
        pool = new SharePool(Rise.OF_LOSS);
    }

    /** Trials of checks that take turns within an interval. @return when it was raised, -1 if it never was */
    private long run(int checks, long from, long duration, LongPredicate isLost) {
        for (long at = from; at < from + duration; at += INTERVAL / checks) {
            pool.add(at, isLost.test(at), this);
            if (pool.isRaised()) {
                return at;
            }
        }
        return -1;
    }

    @Property(tries = 20)
    void shouldStayCalmAtALossOfHalfAPercent(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int checks) {
        SplittableRandom random = new SplittableRandom(seed);
        assertThat(run(checks, 0, DAY, at -> random.nextDouble() < 0.005)).isEqualTo(-1);
    }

    /** The same share of time, but in bursts that hit every check at once. */
    @Property(tries = 20)
    void shouldStayCalmAtBurstsThatAllChecksShare(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int checks) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] burst = {0, 0};
        assertThat(run(checks, 0, DAY, at -> {
                    while (at >= burst[1]) { // 200 ms, every 40 s
                        burst[0] = burst[1] + (long) (-40_000 * Math.log(1 - random.nextDouble()));
                        burst[1] = burst[0] + 200;
                    }
                    return at >= burst[0];
                }))
                .isEqualTo(-1);
    }

    @Property(tries = 20)
    void shouldNoticeALossOfATenthWithinFiveHundredTrials(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int checks) {
        SplittableRandom random = new SplittableRandom(seed);
        run(checks, 0, DAY / 24, at -> random.nextDouble() < 0.005);
        long raised =
                run(checks, DAY, 500 * INTERVAL / checks + 20 * SharePool.SLOT_MILLIS, at -> random.nextDouble() < 0.1);
        assertThat(raised).isNotEqualTo(-1);
        assertThat(pool.since()).isBetween(0L, raised);
        assertThat(pool.share()).isBetween(0.05, 0.7);
    }

    @Example
    void shouldCountABurstOnceHoweverManyItHits() {
        for (int check = 0; check < 1_000; check++) {
            pool.add(100, true, this);
        }
        pool.add(SharePool.SLOT_MILLIS, false, this);
        assertThat(pool.isRaised()).isFalse();
    }

    @Example
    void shouldBecomeCalmWhenNothingIsLostAnyMore() {
        assertThat(run(1, 0, DAY, at -> at % (5 * INTERVAL) == 0)).isPositive();
        long at = DAY;
        while (pool.isRaised()) {
            pool.add(at, false, this);
            at += INTERVAL;
        }
        assertThat(at - DAY).isLessThan(150 * INTERVAL);
        assertThat(pool.isIdle()).isTrue();
    }

    @Example
    void shouldGoOnRaisedAfterARestart() {
        SharePool restored = SharePool.raised(Rise.OF_LOSS, 1_000, 0.12);
        restored.add(DAY, true, this);
        assertThat(restored.isRaised()).isTrue();
        assertThat(restored.since()).isEqualTo(1_000);
        assertThat(restored.share()).isEqualTo(0.12);
    }
}
