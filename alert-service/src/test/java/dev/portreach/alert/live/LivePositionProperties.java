package dev.portreach.alert.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class LivePositionProperties {

    @Property
    void shouldReadWhatItWrote(
            @ForAll @LongRange(max = 1L << 52) long incident,
            @ForAll @Size(min = 1, max = 24) List<@LongRange(max = 1L << 52) Long> transitions) {
        LivePosition position = new LivePosition(1, transitions.size());
        position.incident(0, incident);
        for (int i = 0; i < transitions.size(); i++) {
            position.transition(i, transitions.get(i));
        }

        LivePosition read = LivePosition.parse(position.toString());

        assertThat(read.fits(position)).isTrue();
        assertThat(read).hasToString(position.toString());
        assertThat(read.incident(0)).isEqualTo(incident);
    }

    @Example
    void shouldRefuseWhatIsNone() {
        for (String text :
                List.of("", "-", "1", "1-", "1-2-3", "1-A", "1--1", "1-zzzzzzzzzzzzz", "1-2." + "0.".repeat(1_000))) {
            assertThatThrownBy(() -> LivePosition.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
