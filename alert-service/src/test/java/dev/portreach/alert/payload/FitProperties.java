package dev.portreach.alert.payload;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class FitProperties {

    @Property(tries = 500)
    void shouldFitAndNeverEndWithinACharacterOrAnEscape(
            @ForAll @StringLength(max = 60) String text, @ForAll @IntRange(min = 1, max = 40) int limit) {
        String clean = Clean.text(text);

        String cut = Fit.to(clean, limit, Escapes::slack);

        assertThat(cut).hasSizeLessThanOrEqualTo(limit);
        assertThat(Clean.text(cut)).isEqualTo(cut);
        assertThat(cut.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
    }

    @Property(tries = 200)
    void shouldLeaveAloneWhatFits(@ForAll @StringLength(max = 40) String text) {
        assertThat(Fit.to(text, 40)).isEqualTo(text);
    }

    @Example
    void shouldCutAfterALineOrAWord() {
        assertThat(Fit.to("first line\nsecond line", 14)).isEqualTo("first line…");
        assertThat(Fit.to("one two three four", 12)).isEqualTo("one two…");
        assertThat(Fit.to("a".repeat(20), 10)).isEqualTo("a".repeat(9) + "…");
        assertThat(Fit.to("ab😀cd", 4)).isEqualTo("ab…");
    }
}
