package dev.portreach.alert.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class ExclusionsProperties {

    @Property
    void shouldLeaveWhatLiesInNoneOfThem(
            @ForAll("stretches") List<Exclusions.Stretch> stretches,
            @ForAll @LongRange(min = 0, max = 100) long from,
            @ForAll @LongRange(min = 0, max = 100) long to) {
        long expected = LongStream.range(from, to)
                .filter(at -> stretches.stream().noneMatch(stretch -> stretch.from() <= at && at < stretch.to()))
                .count();

        assertThat(Exclusions.of(stretches).left(from, to)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<Exclusions.Stretch>> stretches() {
        Arbitrary<Long> starts = Arbitraries.longs().between(0, 100);
        Arbitrary<Long> lengths = Arbitraries.longs().between(0, 30);
        return Combinators.combine(starts, lengths)
                .as((start, length) -> new Exclusions.Stretch(start, start + length))
                .list()
                .ofMaxSize(8);
    }
}
