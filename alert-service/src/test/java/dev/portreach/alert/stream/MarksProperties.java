package dev.portreach.alert.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.detection.AgentMark;
import dev.portreach.alert.detection.SeenBatches;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class MarksProperties {

    @Property(tries = 100)
    void shouldReadWhatWasWritten(
            @ForAll @Size(max = 60) List<@LongRange(min = 1, max = 100) Long> numbers,
            @ForAll long watermark,
            @ForAll long interval) {
        SeenBatches seen = SeenBatches.NONE;
        for (long number : numbers) {
            seen = seen.plus("0196c7a0-0000-7000-8000-00000000000" + number % 3, number);
        }
        AgentMark mark = new AgentMark("lyon-1", seen, watermark, interval);
        assertThat(Marks.read(Marks.write(mark))).isEqualTo(mark);
    }
}
