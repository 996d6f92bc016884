package dev.portreach.alert.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class MatcherProperties {

    private static final Labels LYON =
            Labels.of(Map.of("site", "lyon", "severity", "warning", "label.product", "media \"x\""));

    @Property
    void shouldBeReadAgainAsItWasWritten(
            @ForAll @StringLength(max = 60) @CharRange(from = ' ', to = '\u00ff') String value) {
        String clean = value.replaceAll("[\\x7f-\\x9f]", "");
        Matcher matcher = Matcher.parse("site=\"" + clean.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        assertThat(Matcher.parse(matcher.toString())).hasToString(matcher.toString());
        assertThat(matcher.matches(Labels.of(Map.of("site", clean)))).isTrue();
        assertThat(matcher.matches(Labels.of(Map.of("site", clean + "x")))).isFalse();
    }

    @Property
    void shouldNegate(@ForAll @StringLength(max = 10) @CharRange(from = 'a', to = 'c') String value) {
        Labels labels = Labels.of(Map.of("site", value));
        assertThat(Matcher.parse("site!=ab").matches(labels))
                .isNotEqualTo(Matcher.parse("site=ab").matches(labels));
        assertThat(Matcher.parse("site!~a+b*").matches(labels))
                .isNotEqualTo(Matcher.parse("site=~a+b*").matches(labels))
                .isNotEqualTo(value.matches("a+b*"));
    }

    @Property
    void shouldNeverFailButInItsOwnWords(@ForAll String text) {
        try {
            Matcher.parse(text).matches(LYON);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(has|needs) (?s).+");
        }
    }

    @Property(tries = 200)
    void shouldNotMuteEverything(
            @ForAll @Size(max = 4) List<@StringLength(max = 3) @CharRange(from = '*', to = '.') String> values) {
        List<String> texts = values.stream().map(value -> "site!=" + value).toList();
        boolean narrows = texts.stream().anyMatch("site!="::equals);
        try {
            Matchers.narrowing(texts);
            assertThat(narrows).isTrue();
        } catch (IllegalArgumentException e) {
            assertThat(narrows).isFalse();
        }
    }

    @Example
    void shouldMatchWholeValuesAndTakeWhatIsNotThereAsEmpty() {
        assertThat(Matcher.parse("site=~ly").matches(LYON)).isFalse();
        assertThat(Matcher.parse("site=~\"ly.*|paris\"").matches(LYON)).isTrue();
        assertThat(Matcher.parse("label.product = \"media \\\"x\\\"\"").matches(LYON))
                .isTrue();
        assertThat(Matcher.parse("host=").matches(LYON)).isTrue();
        assertThat(Matcher.parse("host=~.+").matches(LYON)).isFalse();
        assertThat(Matcher.parse("host!=10.0.0.1").matches(LYON)).isTrue();
    }

    @Example
    void shouldRefuseWhatIsNone() {
        for (String wrong : List.of(
                "", "site", "site~lyon", "=lyon", "sight=lyon", "label.=x", "site=~(", "site=\"a", "site=a\nb")) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> Matcher.parse(wrong));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Matchers.narrowing(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Matchers.narrowing(List.of("site=~.*", "host=")));
    }

    @Example
    void shouldTakeTimeLinearToTheValueWhateverTheExpression() {
        Instant start = Instant.now();
        Matcher.parse("site=~(a*)*(a|aa)*b").matches(Labels.of(Map.of("site", "a".repeat(20_000))));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
}
