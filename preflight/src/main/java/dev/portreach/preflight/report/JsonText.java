package dev.portreach.preflight.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.portreach.catalog.boot.RestJson;
import java.util.List;

/** The report as one JSON object; outcomes as runs, durations in milliseconds. */
public final class JsonText {

    private static final ObjectWriter WRITER = RestJson.strict().writerWithDefaultPrettyPrinter();

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record Root(
            boolean reachable,
            String pack,
            int packVersion,
            String machine,
            String at,
            long tookMillis,
            List<Finding> findings,
            List<String> notes) {}

    private JsonText() {}

    public static String of(Report report, boolean unprovenToo) {
        try {
            return WRITER.writeValueAsString(new Root(
                    report.isReachable(unprovenToo),
                    report.pack(),
                    report.packVersion(),
                    report.machine(),
                    report.at().toString(),
                    report.took().toMillis(),
                    report.findings(),
                    report.notes()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the report cannot be written as JSON", e);
        }
    }
}
