package dev.portreach.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

class CommandTreeTest {

    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine = CommandTree.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    @Test
    void shouldListEveryCommandInItsHelp() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("up", "demo", "matrix", "incidents");
    }

    @Test
    void shouldTellItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("portreach ");
    }

    @Test
    void shouldFailWithUsageOnWhatItDoesNotKnow() {
        assertThat(run("upp")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("up", "--interval", "soon")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("'soon' is no duration");
    }

    @Test
    void shouldRefuseToListenBeyondLoopbackInPlainWords() {
        assertThat(run("up", "--bind", "0.0.0.0", "--data", dir.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("--insecure")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void shouldListWhatCanBeBroken() {
        assertThat(run("demo", "break")).isZero();
        assertThat(out.toString()).contains("drop", "refuse", "stop", "extranet", "agent");
    }

    @Test
    void shouldSayThatThereIsNothingToBreak() {
        assertThat(run("demo", "break", "drop", "--data", dir.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("no demo runs");
        assertThat(run("demo", "break", "everything", "--data", dir.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("nothing called 'everything'");
    }

    @Test
    void shouldSayThatAlertServiceDoesNotAnswer() {
        assertThat(run("matrix", "--alert", "http://127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString()).contains("does not answer");
    }

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
