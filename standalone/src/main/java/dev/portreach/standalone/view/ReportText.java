package dev.portreach.standalone.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Availability by site and component, as {@code GET /api/v1/availability} answers page by page. */
public final class ReportText {

    private static final List<String> HEAD =
            List.of("site", "component", "available", "known", "not as demanded", "not known", "raw loss");
    private static final List<String> COLUMNS = List.of(
            "site",
            "component",
            "from",
            "to",
            "checks",
            "availability",
            "coverage",
            "ok_seconds",
            "partial_seconds",
            "failing_seconds",
            "violated_seconds",
            "unknown_seconds",
            "excluded_seconds",
            "raw_loss",
            "revised_at");
    private static final int NAMES = 2;
    private static final String NOTHING = "–";

    private ReportText() {}

    /** For people. Times are added up over the checks of a line. */
    public static String table(List<JsonNode> pages) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        items(pages)
                .forEach(item -> rows.add(List.of(
                        printable(item.path("group").path("site").asText()),
                        printable(item.path("group").path("component").asText()),
                        percent(item.path("availability")),
                        percent(item.path("coverage")),
                        lasting(down(item)),
                        lasting(item.path("seconds").path("unknown").asDouble()),
                        percent(item.path("loss")))));
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        JsonNode first = pages.get(0);
        List<String> lines = new ArrayList<>();
        lines.add("%s to %s%s"
                .formatted(
                        first.path("from").asText(),
                        first.path("to").asText(),
                        first.path("maintenance").asText().equals("exclude") ? ", without maintenance windows" : ""));
        rows.forEach(row -> lines.add(line(row, widths)));
        if (!first.path("notApplied").isEmpty()) {
            List<String> windows = new ArrayList<>();
            first.path("notApplied").forEach(window -> windows.add(window.asText()));
            lines.add("counted although in maintenance, as they ask for what history does not keep: "
                    + String.join(", ", windows));
        }
        if (first.hasNonNull("revisedAt")) {
            lines.add("revised by late results at " + first.path("revisedAt").asText());
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** For programs (RFC 4180), with a header. */
    public static String csv(List<JsonNode> pages) {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", COLUMNS));
        for (JsonNode page : pages) {
            for (JsonNode item : page.path("items")) {
                JsonNode seconds = item.path("seconds");
                lines.add(Stream.of(
                                item.path("group").path("site"),
                                item.path("group").path("component"),
                                page.path("from"),
                                page.path("to"),
                                item.path("checks"),
                                item.path("availability"),
                                item.path("coverage"),
                                seconds.path("ok"),
                                seconds.path("partial"),
                                seconds.path("failing"),
                                seconds.path("violated"),
                                seconds.path("unknown"),
                                item.path("excludedSeconds"),
                                item.path("loss"),
                                page.path("revisedAt"))
                        .map(value -> quoted(value.asText("")))
                        .collect(Collectors.joining(",")));
            }
        }
        return String.join("\r\n", lines);
    }

    private static List<JsonNode> items(List<JsonNode> pages) {
        List<JsonNode> items = new ArrayList<>();
        pages.forEach(page -> page.path("items").forEach(items::add));
        return items;
    }

    private static double down(JsonNode item) {
        JsonNode seconds = item.path("seconds");
        return seconds.path("partial").asDouble()
                + seconds.path("failing").asDouble()
                + seconds.path("violated").asDouble();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String sign = column < NAMES ? "-" : "";
            line.append(("%" + sign + widths[column] + "s  ").formatted(row.get(column)));
        }
        return line.toString().stripTrailing();
    }

    /** Never rounded up to all. */
    private static String percent(JsonNode share) {
        return share.isNumber()
                ? String.format(Locale.ROOT, "%.3f %%", Math.floor(share.asDouble() * 100_000) / 1_000)
                : NOTHING;
    }

    private static String lasting(double seconds) {
        if (seconds == 0) {
            return NOTHING;
        }
        long whole = Math.round(seconds);
        return whole < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : "%d h %d min %d s"
                        .formatted(whole / 3_600, whole / 60 % 60, whole % 60)
                        .replaceFirst("^0 h ", "");
    }

    /** Also so that a spreadsheet takes no text for a formula. */
    private static String quoted(String text) {
        String plain = text.matches("[=+@\t\r].*|-[^0-9].*") ? "'" + text : text;
        return plain.matches("[^\",\r\n]*") ? plain : '"' + plain.replace("\"", "\"\"") + '"';
    }

    /** What others wrote must not steer the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
