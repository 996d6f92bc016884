package dev.portreach.catalog.firewall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The request as CSV (RFC 4180): a header, then one record for each row. Spreadsheets take a cell that begins with certain
 * signs for a formula and run it: such a cell gets an apostrophe before it.
 */
public final class CsvText {

    private static final String BREAK = "\r\n";
    /** Also in their full width, which spreadsheets of some languages take for the same. */
    private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

    private CsvText() {}

    public static String of(FirewallRequest request) {
        List<String> records = new ArrayList<>();
        records.add(line(
                "site",
                "row",
                "direction",
                "ip",
                "initiators",
                "responders",
                "protocol",
                "ports",
                "required",
                "components",
                "purposes",
                "references",
                "remarks",
                "evidence",
                "enforcement_points",
                "owners",
                "revision",
                "made_at"));
        request.rows()
                .forEach(row -> records.add(line(
                        request.site(),
                        row.number(),
                        row.way(),
                        row.family(),
                        joined(row.initiators()),
                        joined(row.responders()),
                        row.protocol(),
                        row.ports(),
                        row.isRequired(),
                        each(row, Reason::component),
                        each(row, Reason::purpose),
                        each(row, Reason::reference),
                        each(row, Reason::remark),
                        each(row, Reason::evidence),
                        joined(request.enforcementPoints().stream()
                                .map(point -> point.name())
                                .toList()),
                        joined(request.enforcementPoints().stream()
                                .map(point -> point.owner())
                                .toList()),
                        request.revision(),
                        request.madeAt())));
        return String.join(BREAK, records) + BREAK;
    }

    private static String each(Row row, Function<Reason, String> part) {
        return joined(row.reasons().stream().map(part).toList());
    }

    private static String joined(List<String> parts) {
        return parts.stream()
                .filter(part -> part != null && !part.isBlank())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String line(Object... cells) {
        return Arrays.stream(cells).map(CsvText::cell).collect(Collectors.joining(","));
    }

    private static String cell(Object value) {
        String text = SafeText.line(value.toString());
        boolean isFormula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        String safe = isFormula ? "'" + text : text;
        boolean isQuoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == ';' || c == '\'');
        return isQuoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
