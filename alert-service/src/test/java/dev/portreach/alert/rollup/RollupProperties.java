package dev.portreach.alert.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class RollupProperties {

    private static final int SLOTS = 64;

    @Property
    void shouldKeepEveryTimeWithinTheStatedError(@ForAll @LongRange(min = 1, max = 3_600_000_000L) long micros) {
        double kept = LatencyScale.micros(LatencyScale.bucket(micros));

        assertThat(kept).isCloseTo((double) micros, within(micros * LatencyScale.RELATIVE_ERROR * 1.000001));
    }

    @Property
    void shouldFindQuantilesWithinTheStatedError(
            @ForAll("times") @Size(min = 1, max = 300) List<Long> times,
            @ForAll @DoubleRange(min = 0, max = 1) double q) {
        // given
        Rollup rollup = new Rollup();
        times.forEach(time -> rollup.add(false, time));
        List<Long> sorted = times.stream().sorted().toList();

        // when
        double found = rollup.quantile(q).orElseThrow();

        // then
        long exact = sorted.get((int) Math.max(1, Math.ceil(q * times.size())) - 1);
        assertThat(found).isCloseTo((double) exact, within(exact * LatencyScale.RELATIVE_ERROR * 1.000001));
    }

    @Property
    void shouldBeTheSameMergedAsAddedUp(
            @ForAll("times") List<Long> one, @ForAll("times") List<Long> other, @ForAll @IntRange(max = 5) int lost) {
        // given
        List<Long> all = new ArrayList<>(one);
        all.addAll(other);

        // when
        PartRollup merged = part(3, one, lost);
        merged.merge(part(3, other, 0));

        // then
        assertThat(merged).isEqualTo(part(3, all, lost));
    }

    @Property
    void shouldComeOutOfBytesAsItWentIn(
            @ForAll @Size(max = 64) List<@IntRange(max = 2) Integer> filled,
            @ForAll("times") List<Long> times,
            @ForAll @IntRange(max = 500) int lost) {
        // given
        PartRollup rollup = new PartRollup(SLOTS);
        for (int slot = 0; slot < filled.size(); slot++) {
            if (filled.get(slot) > 0) {
                rollup.merge(part(slot, filled.get(slot) == 1 ? times : List.of(), lost));
            }
        }

        // when / then
        assertThat(RollupCodec.unpack(RollupCodec.pack(rollup), SLOTS)).isEqualTo(rollup);
    }

    @Property
    void shouldRefuseBytesThatAreCutOff(@ForAll("times") @Size(min = 1) List<Long> times) {
        byte[] packed = RollupCodec.pack(part(63, times, 1));

        assertThatThrownBy(() -> RollupCodec.unpack(java.util.Arrays.copyOf(packed, packed.length - 1), SLOTS))
                .isInstanceOf(IllegalStateException.class);
    }

    @Provide
    Arbitrary<List<Long>> times() {
        return Arbitraries.longs().between(1, 5_000_000).list().ofMaxSize(200);
    }

    private static PartRollup part(int slot, List<Long> times, int lost) {
        PartRollup rollup = new PartRollup(SLOTS);
        times.forEach(time -> rollup.add(slot, false, time));
        for (int i = 0; i < lost; i++) {
            rollup.add(slot, true, null);
        }
        return rollup;
    }
}
