package dev.portreach.alert.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ExportFormatTest {

    private static final Instant FROM = Instant.parse("2026-03-29T00:59:59.250Z");
    private static final String RUNS = "[{\"ports\":\"80\",\"outcome\":\"open\",\"proof\":\"strong\"}]";

    private static ExportedInterval interval(String agent, String reason) {
        return new ExportedInterval(
                "lyon:lyon:dr-1:dr.web",
                "lyon",
                "lyon",
                null,
                agent,
                "e1",
                FROM,
                FROM.plusSeconds(2),
                FROM.plusSeconds(1),
                new Value(Verdict.OK, Proof.STRONG, "10.0.0.1", RUNS, reason, 7_500),
                "80 open",
                3);
    }

    private static String written(ExportFormat format, ZoneId zone, ExportedInterval... intervals) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IntervalExport.Sink sink = format.to(out, zone);
        for (ExportedInterval interval : intervals) {
            sink.add(interval);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldWriteCsvInTheZoneAcrossItsTurnOfTime() throws IOException {
        String csv = written(ExportFormat.CSV, ZoneId.of("Europe/Paris"), interval("a", null));

        assertThat(csv)
                .isEqualTo(
                        """
                        check,site,vantage,component,agent,epoch,from,until,lastSeen,verdict,proof,address,outcomes,reason,revision\r
                        lyon:lyon:dr-1:dr.web,lyon,lyon,,a,e1,2026-03-29T01:59:59.25+01:00,2026-03-29T03:00:01.25+02:00,\
                        2026-03-29T03:00:00.25+02:00,ok,strong,10.0.0.1,80 open,,3\r
                        """);
    }

    @Test
    void shouldKeepSpreadsheetsFromTakingTextForFormulas() throws IOException {
        String csv = written(ExportFormat.CSV, ZoneOffset.UTC, interval("=1+1", "@SUM(\"a\",b)"));

        assertThat(csv).contains(",'=1+1,").contains(",\"'@SUM(\"\"a\"\",b)\",");
    }

    @Test
    void shouldWriteAnObjectALine() throws IOException {
        String text = written(ExportFormat.NDJSON, ZoneOffset.UTC, interval("a", "line\nbreak"), interval("=b", null));

        assertThat(text.lines()).hasSize(2);
        JsonNode first = EventJson.mapper().readTree(text.lines().findFirst().orElseThrow());
        assertThat(first.path("from").textValue()).isEqualTo("2026-03-29T00:59:59.25Z");
        assertThat(first.path("reason").textValue()).isEqualTo("line\nbreak");
        assertThat(first.path("runs").path(0).path("outcome").textValue()).isEqualTo("open");
        assertThat(first.path("revision").intValue()).isEqualTo(3);
        assertThat(first.has("component")).isFalse();
        assertThat(text.lines().skip(1)).singleElement().asString().contains("\"agent\":\"=b\"");
    }
}
