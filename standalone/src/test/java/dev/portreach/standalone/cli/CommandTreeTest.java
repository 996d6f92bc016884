package dev.portreach.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

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
        assertThat(out.toString())
                .contains(
                        "up",
                        "demo",
                        "matrix",
                        "incidents",
                        "history",
                        "silence",
                        "check",
                        "probes",
                        "firewall-request",
                        "apply",
                        "export");
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
}
