package dev.portreach.probe.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private static final long NOW = 1_790_000_000_000L;

    @Property(tries = 200)
    void shouldNeitherDriftNorSkip(
            @ForAll @AlphaChars @StringLength(min = 1, max = 40) String id,
            @ForAll @IntRange(min = 500, max = 60_000) int interval,
            @ForAll @LongRange(min = 0, max = 10_000_000) long elapsed) {
        // given
        Slots slots = new Slots(id, interval);
        long time = NOW + elapsed;
        // when a hundred slots have passed
        for (int i = 0; i < 100; i++) {
            long next = slots.next(time);
            // then each follows the one before within an interval, give or take the jitter
            assertThat(next).isGreaterThan(time);
            if (i > 0) {
                assertThat(next - time).isBetween((long) (interval * 0.95) - 1, (long) (interval * 1.05) + 1);
            }
            // and stands at its phase, with at most 5 % of jitter
            long offset = Math.floorMod(next - slots.phase(), interval);
            assertThat(offset).isBetween(0L, interval / 20L);
            time = next;
        }
    }

    @Property(tries = 100)
    void shouldBeTheSameAfterRestart(
            @ForAll @AlphaChars @StringLength(min = 1, max = 40) String id, @ForAll @IntRange(max = 1_999) int later) {
        // given a slot, when asked from any moment between the slot before and it
        long first = new Slots(id, 2_000).next(NOW);
        long second = new Slots(id, 2_000).next(first);
        // then it is the same
        long between = first + Math.min(later, second - first - 1);
        assertThat(new Slots(id, 2_000).next(between)).isEqualTo(second);
    }

    @Property(tries = 50)
    void shouldMakeNoHerdWheneverItStarts(
            @ForAll @AlphaChars @StringLength(min = 1, max = 20) String site,
            @ForAll @IntRange(min = 1_000, max = 60_000) int interval,
            @ForAll @LongRange(min = 0, max = 100_000_000) long elapsed) {
        // given a thousand checks of one site, all of which start at the same moment
        long start = NOW + elapsed;
        int[] tenths = new int[12];
        for (int i = 0; i < 1_000; i++) {
            long first = new Slots(site + ":" + site + ":host-" + i + ":control", interval).next(start);
            tenths[(int) ((first - start) * 10 / interval)]++;
        }
        // then their first slots fill the interval: no tenth of it has more than 1.6 times its share
        assertThat(IntStream.of(tenths).boxed())
                .allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(160));
        assertThat(IntStream.of(tenths).limit(10).sum()).isGreaterThan(900);
    }

    @Test
    void shouldStandAtThePhaseAfterAYear() {
        Slots slots = new Slots("lyon:lyon:host-1:control", 30_000);
        long year = NOW + Duration.ofDays(365).toMillis();
        assertThat(Math.floorMod(slots.next(year) - slots.phase(), 30_000)).isBetween(0, 1_500);
    }

    @Test
    void shouldSpreadChecksEvenly() {
        // given a thousand checks of one site
        int[] buckets = new int[10];
        IntStream.range(0, 1_000)
                .mapToObj(i -> Slots.of("lyon:lyon:ep" + i + ":control", Duration.ofSeconds(2)))
                .forEach(slots -> buckets[(int) (slots.phase() / 200)]++);
        // then every tenth of the interval has about a tenth of them
        assertThat(IntStream.of(buckets).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(60, 140));
    }
}
