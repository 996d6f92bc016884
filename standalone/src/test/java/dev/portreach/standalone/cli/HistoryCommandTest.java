package dev.portreach.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HistoryCommandTest {

    private static final String CELL =
            """
            {"site": "lyon", "component": "delivery-receiver",
             "from": "2026-03-01T13:00:00Z", "to": "2026-03-01T15:00:00Z",
             "intervals": [
               {"from": "2026-03-01T13:00:00Z", "to": "2026-03-01T13:10:00Z", "verdict": "failing"},
               {"from": "2026-03-01T13:10:00Z", "to": "2026-03-01T15:00:00Z", "verdict": "ok"}],
             "checks": [
               {"check": "lyon:lyon:receiver-1:delivery-receiver.control",
                "intervals": [
                  {"from": "2026-03-01T13:00:00Z", "to": "2026-03-01T13:10:00Z", "verdict": "failing",
                   "agents": [{"agent": "a1", "verdict": "failing", "runs":
                     [{"ports": "33321", "outcome": "timeout", "proof": "strong"}]}]}]},
               {"check": "core-1:lyon:lyon-agent:delivery-receiver.back",
                "intervals": [
                  {"from": "2026-03-01T13:00:00Z", "to": "2026-03-01T15:00:00Z", "verdict": "unknown", "agents": []}]}]}""";

    private final Console console = new Console(method -> CELL);

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void shouldShowWhatEachCheckSawAtATimeByTheClocksOfAPlace() {
        assertThat(run("--at", "2026-03-01T14:00", "--zone", "Europe/Paris"))
                .as(console.err())
                .isZero();

        assertThat(console.requests())
                .containsExactly("GET /api/v1/history?site=lyon&component=delivery-receiver"
                        + "&from=2026-03-01T13:00:00Z&to=2026-03-01T13:00:00.001Z");
        assertThat(console.out().lines())
                .containsExactly(
                        "lyon → delivery-receiver at 2026-03-01 14:00:00 CET: failing",
                        "  failing   receiver-1 delivery-receiver.control  33321 timeout",
                        "  unknown   lyon-agent delivery-receiver.back (from core-1)");
    }

    @Test
    void shouldShowTimesThatWereAlikeAndWhatFailed() {
        assertThat(run("--to", "2026-03-01T15:00:00Z", "--last", "2h"))
                .as(console.err())
                .isZero();

        assertThat(console.requests().get(0)).endsWith("&from=2026-03-01T13:00:00Z&to=2026-03-01T15:00:00Z");
        assertThat(console.out().lines())
                .containsExactly(
                        "lyon → delivery-receiver, 2026-03-01 13:00:00 UTC to 2026-03-01 15:00:00 UTC",
                        "  2026-03-01 13:00:00 UTC  10 min 0 s     failing   receiver-1 delivery-receiver.control:"
                                + " 33321 timeout",
                        "  2026-03-01 13:10:00 UTC  1 h 50 min     ok");
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstand() {
        for (List<String> wrong : List.of(
                List.of("--at", "tuesday"),
                List.of("--zone", "Mars/Olympus"),
                List.of("--last", "long"),
                List.of("--at", "2026-03-01T14:00", "--from", "2026-03-01T14:00"))) {
            assertThat(run(wrong.toArray(String[]::new))).as(wrong.toString()).isEqualTo(CommandLine.ExitCode.USAGE);
        }
        assertThat(console.requests()).isEmpty();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("history", "--site", "lyon", "--component", "delivery-receiver"));
        all.addAll(List.of(arguments));
        return console.run(all);
    }
}
