package dev.portreach.preflight.report;

import dev.portreach.contracts.result.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The report as CSV (RFC 4180): a header, then one record for each run of equal outcome. */
public final class CsvText {

    private static final String BREAK = "\r\n";

    private CsvText() {}

    public static String of(Report report) {
        List<String> records = new ArrayList<>();
        records.add(line(
                "component",
                "host",
                "address",
                "source",
                "policy",
                "name",
                "expectation",
                "required",
                "verdict",
                "proof",
                "protocol",
                "ports",
                "outcome",
                "rtt_micros",
                "detail",
                "advice"));
        for (Finding finding : report.findings()) {
            if (finding.runs().isEmpty()) {
                records.add(line(finding, finding.ports(), null, null, null));
            }
            for (Run run : finding.runs()) {
                records.add(line(finding, run.ports(), run.outcome(), run.rttMicros(), run.detail()));
            }
        }
        return String.join(BREAK, records) + BREAK;
    }

    private static String line(Finding finding, Object ports, Object outcome, Long rttMicros, String detail) {
        return line(
                finding.component(),
                finding.host(),
                finding.address(),
                finding.source(),
                finding.policy(),
                finding.name(),
                finding.expectation(),
                finding.required(),
                finding.verdict(),
                finding.proof(),
                finding.protocol(),
                ports,
                outcome,
                rttMicros,
                detail,
                finding.advice());
    }

    private static String line(Object... fields) {
        return Arrays.stream(fields).map(CsvText::field).collect(Collectors.joining(","));
    }

    private static String field(Object value) {
        String text = value == null ? "" : value.toString();
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
