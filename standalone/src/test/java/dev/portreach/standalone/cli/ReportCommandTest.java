package dev.portreach.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReportCommandTest {

    private static final String REPORT =
            """
            {"from": "2026-02-01T00:00:00Z", "to": "2026-03-01T00:00:00Z", "maintenance": "exclude",
             "revisedAt": "2026-02-11T04:12:09.117Z",
             "items": [
               {"group": {"site": "lyon", "component": "delivery-receiver"}, "availability": 0.999996, "coverage": 0.5,
                "checks": 4, "seconds": {"ok": 4838380.6, "partial": 0.0, "failing": 19.4, "violated": 0.0,
                "unknown": 4838400.0}, "excludedSeconds": 0.0, "loss": 0.0004, "observations": 322101},
               {"group": {"site": "=paris", "component": "a,\\"b\\""}, "coverage": 0.0,
                "checks": 1, "seconds": {"ok": 0.0, "partial": 0.0, "failing": 0.0, "violated": 0.0, "unknown": 61.0},
                "excludedSeconds": 3600.0}]}""";

    private final Console console = new Console(method -> REPORT);

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void shouldShowATableForPeople() {
        assertThat(run("--from", "2026-02-01T00:00", "--to", "2026-03-01T00:00Z", "--without-maintenance"))
                .as(console.err())
                .isZero();

        assertThat(console.requests())
                .containsExactly("GET /api/v1/availability?by=site,component&limit=500&from=2026-02-01T00:00:00Z"
                        + "&to=2026-03-01T00:00:00Z&maintenance=exclude&site=lyon");
        assertThat(console.out().lines())
                .containsExactly(
                        "2026-02-01T00:00:00Z to 2026-03-01T00:00:00Z, without maintenance windows",
                        "site    component          available     known  not as demanded         not known  raw loss",
                        "lyon    delivery-receiver   99.999 %  50.000 %           19.4 s  1344 h 0 min 0 s   0.040 %",
                        "=paris  a,\"b\"                      –   0.000 %                –         1 min 1 s         –",
                        "revised by late results at 2026-02-11T04:12:09.117Z");
    }

    @Test
    void shouldWriteCsvForPrograms() {
        assertThat(run("--last", "30d", "--to", "2026-03-03T00:00:00Z", "--format", "csv"))
                .as(console.err())
                .isZero();

        assertThat(console.requests().get(0))
                .contains("&from=2026-02-01T00:00:00Z&to=2026-03-03T00:00:00Z&maintenance=include");
        assertThat(console.out().lines())
                .containsExactly(
                        "site,component,from,to,checks,availability,coverage,ok_seconds,partial_seconds,failing_seconds,"
                                + "violated_seconds,unknown_seconds,excluded_seconds,raw_loss,revised_at",
                        "lyon,delivery-receiver,2026-02-01T00:00:00Z,2026-03-01T00:00:00Z,4,0.999996,0.5,4838380.6,0.0,19.4,"
                                + "0.0,4838400.0,0.0,4.0E-4,2026-02-11T04:12:09.117Z",
                        "'=paris,\"a,\"\"b\"\"\",2026-02-01T00:00:00Z,2026-03-01T00:00:00Z,1,,0.0,0.0,0.0,0.0,0.0,61.0,3600.0,,"
                                + "2026-02-11T04:12:09.117Z");
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstand() {
        for (List<String> wrong : List.of(
                List.of("--from", "tuesday"),
                List.of("--zone", "Mars/Olympus", "--from", "2026-03-01T14:00"),
                List.of("--last", "long"),
                List.of("--format", "pdf"))) {
            assertThat(run(wrong.toArray(String[]::new))).as(wrong.toString()).isEqualTo(CommandLine.ExitCode.USAGE);
        }
        assertThat(console.requests()).isEmpty();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("report", "--site", "lyon"));
        all.addAll(List.of(arguments));
        return console.run(all);
    }
}
