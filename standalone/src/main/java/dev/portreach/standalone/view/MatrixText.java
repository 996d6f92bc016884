package dev.portreach.standalone.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sites in rows, components in columns, the worst verdict in each cell. */
public final class MatrixText {

    private static final String NOTHING = "–";
    private static final String UNKNOWN = "unknown";

    private MatrixText() {}

    /**
     * @param matrix as {@code GET /api/v1/matrix} answers
     */
    public static String of(JsonNode matrix) {
        Map<String, Map<String, String>> rows = new TreeMap<>();
        Set<String> columns = new LinkedHashSet<>();
        for (JsonNode cell : matrix.path("cells")) {
            String component = cell.path("component").asText();
            columns.add(component);
            rows.computeIfAbsent(cell.path("site").asText(), site -> new TreeMap<>())
                    .put(component, text(cell));
        }
        if (rows.isEmpty()) {
            return "no check is known yet";
        }
        return table(rows, columns);
    }

    /** How many cells hold a verdict. */
    public static int knownCells(JsonNode matrix) {
        int known = 0;
        for (JsonNode cell : matrix.path("cells")) {
            if (!cell.path("verdict").asText(UNKNOWN).equals(UNKNOWN)) {
                known++;
            }
        }
        return known;
    }

    /** The verdict, and unless all is well, how many checks are well. */
    private static String text(JsonNode cell) {
        String verdict = cell.path("verdict").asText(UNKNOWN);
        JsonNode counts = cell.path("counts");
        int total = 0;
        for (JsonNode count : counts) {
            total += count.asInt();
        }
        int ok = counts.path("ok").asInt();
        String mark = verdict.equals("ok") ? "ok" : verdict.toUpperCase(java.util.Locale.ROOT);
        return total == 0 ? mark : "%s %d/%d".formatted(mark, ok, total);
    }

    private static String table(Map<String, Map<String, String>> rows, Set<String> columns) {
        int first = width("site", rows.keySet());
        StringBuilder text = new StringBuilder("  ").append(pad("site", first));
        for (String column : columns) {
            text.append("  ").append(pad(column, width(column, rows, column)));
        }
        rows.forEach((site, cells) -> {
            text.append(System.lineSeparator()).append("  ").append(pad(site, first));
            for (String column : columns) {
                text.append("  ").append(pad(cells.getOrDefault(column, NOTHING), width(column, rows, column)));
            }
        });
        return text.toString();
    }

    private static int width(String header, Map<String, Map<String, String>> rows, String column) {
        return rows.values().stream()
                .mapToInt(cells -> cells.getOrDefault(column, NOTHING).length())
                .reduce(header.length(), Math::max);
    }

    private static int width(String header, Set<String> values) {
        return values.stream().mapToInt(String::length).reduce(header.length(), Math::max);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
