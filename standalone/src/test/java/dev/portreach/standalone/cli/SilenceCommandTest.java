package dev.portreach.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SilenceCommandTest {

    private static final String SILENCE =
            """
            {"id": "4711", "state": "%s", "matchers": ["site=\\"lyon\\""], "from": "2026-03-01T22:00:00Z",
             "until": "2026-03-02T00:00:00Z", "author": "anna", "comment": "new\\u001b rules"}""";

    private final Console console = new Console(method -> method.equals("GET")
            ? "{\"items\": [%s, %s]}".formatted(SILENCE.formatted("active"), SILENCE.formatted("expired"))
            : SILENCE.formatted(method.equals("POST") ? "pending" : "expired"));

    @AfterEach
    void close() {
        console.close();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("silence"));
        all.addAll(List.of(arguments));
        return arguments.length == 0 ? console.runPlain(all) : console.run(all);
    }

    @Test
    void shouldAddASilence() {
        assertThat(run(
                        "add",
                        "site=lyon",
                        "severity!=critical",
                        "--from",
                        "2026-03-01T22:00:00Z",
                        "--for",
                        "2h",
                        "--author",
                        "anna",
                        "--comment",
                        "new rules"))
                .as(console.err())
                .isZero();
        assertThat(console.requests())
                .containsExactly("POST /api/v1/silences {\"author\":\"anna\",\"comment\":\"new rules\","
                        + "\"from\":\"2026-03-01T22:00:00Z\",\"matchers\":[\"site=lyon\",\"severity!=critical\"],"
                        + "\"until\":\"2026-03-02T00:00:00Z\"}");
        assertThat(console.out()).contains("4711  pending", "site=\"lyon\"", "(anna: new? rules)");
    }

    @Test
    void shouldListThoseThatAreNotExpired() {
        assertThat(run("list")).isZero();
        assertThat(console.out()).contains("4711  active").doesNotContain("expired");
        assertThat(run("list", "--all")).isZero();
        assertThat(console.out()).contains("4711  expired");
    }

    @Test
    void shouldExpireASilence() {
        assertThat(run("expire", "47/11")).isZero();
        assertThat(console.requests()).containsExactly("DELETE /api/v1/silences/47%2F11");
        assertThat(console.out()).contains("4711  expired");
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstand() {
        assertThat(run()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("add", "--for", "2h", "--comment", "x")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("add", "site=lyon", "--comment", "x")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("add", "site=lyon", "--for", "soon", "--comment", "x")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("add", "site=lyon", "--for", "1h", "--until", "x", "--comment", "x"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(console.requests()).isEmpty();
    }
}
