package dev.portreach.probe.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RotationTest {

    @Property(tries = 300)
    void shouldVisitEachOnceARound(@ForAll @IntRange(min = 1, max = 3_000) int size) {
        // given
        Rotation rotation = new Rotation(size);
        // when, then every round is whole
        for (int round = 0; round < 2; round++) {
            assertThat(IntStream.range(0, size)
                            .map(i -> next(rotation))
                            .distinct()
                            .count())
                    .isEqualTo(size);
        }
    }

    @Test
    void shouldLookAtAllPartsSoon() {
        // given a range of 1,001 ports
        Rotation rotation = new Rotation(1_001);
        // when 30 have been visited
        int[] visited = IntStream.range(0, 30).map(i -> next(rotation)).sorted().toArray();
        // then no tenth of the range has been left out
        assertThat(IntStream.of(visited).map(i -> i / 101).distinct().count()).isEqualTo(10);
    }

    private static int next(Rotation rotation) {
        int index = rotation.peek();
        rotation.advance();
        return index;
    }
}
