package dev.portreach.preflight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {

    @ParameterizedTest
    @CsvSource({"2s, PT2S", "1500ms, PT1.5S", "5m, PT5M", "1h, PT1H", "PT0.25S, PT0.25S", "' 3S ', PT3S"})
    void shouldReadDurations(String text, Duration duration) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"2", "s", "-1s", "2 s", "99999999999s"})
    void shouldRefuseWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
