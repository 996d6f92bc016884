package dev.portreach.alert.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SeenBatchesProperties {

    private static final List<String> EPOCHS = List.of("0190-a", "0190-b", "0190-c");

    @Property
    void shouldKnowExactlyWhatItWasGiven(@ForAll @Size(max = 80) List<@IntRange(min = 0, max = 119) Integer> arrivals) {
        SeenBatches seen = SeenBatches.NONE;
        Set<Integer> given = new HashSet<>();
        for (int arrival : arrivals) {
            String epoch = EPOCHS.get(arrival % 3);
            assertThat(seen.contains(epoch, arrival / 3 + 1)).isEqualTo(!given.add(arrival));
            seen = seen.plus(epoch, arrival / 3 + 1);
        }
        for (int any = 0; any < 120; any++) {
            assertThat(seen.contains(EPOCHS.get(any % 3), any / 3 + 1)).isEqualTo(given.contains(any));
        }
    }

    @Property
    void shouldKeepIntervalsSortedAndApart(
            @ForAll @Size(max = 80) List<@IntRange(min = 1, max = 60) Integer> arrivals) {
        SeenBatches seen = SeenBatches.NONE;
        for (int arrival : arrivals) {
            seen = seen.contains("0190-a", arrival) ? seen : seen.plus("0190-a", arrival);
        }
        for (SeenBatches.Epoch epoch : seen.epochs()) {
            for (int i = 1; i < epoch.intervals().size(); i++) {
                assertThat(epoch.intervals().get(i).first())
                        .isGreaterThan(epoch.intervals().get(i - 1).last() + 1);
            }
        }
    }

    @Property(tries = 20)
    void shouldStayBoundedAndRefuseWhatItForgot(@ForAll @IntRange(min = 20, max = 60) int epochs) {
        SeenBatches seen = SeenBatches.NONE;
        for (int epoch = 0; epoch < epochs; epoch++) {
            seen = seen.plus("0190-%04d".formatted(epoch), 1);
        }
        assertThat(seen.epochs()).hasSize(SeenBatches.MAX_EPOCHS);
        assertThat(seen.isForgotten("0190-0000")).isTrue();
        assertThat(seen.isForgotten("0190-%04d".formatted(epochs))).isFalse();
    }
}
