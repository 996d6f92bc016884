package dev.portreach.preflight.report;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The report as people read it. */
public final class TableText {

    private static final int MAX_CELL = 72;
    private static final List<String> HEADINGS = List.of("RESULT", "COMPONENT", "HOST", "PORTS", "PURPOSE", "SEEN");

    private TableText() {}

    /** With line breaks of this platform. */
    public static String of(Report report, boolean unprovenToo) {
        List<String> lines = new ArrayList<>();
        lines.add("%s (%s %d) from %s, %s"
                .formatted(
                        report.packName(),
                        report.pack(),
                        report.packVersion(),
                        report.machine(),
                        report.at().truncatedTo(ChronoUnit.SECONDS)));
        lines.add("");
        lines.addAll(table(report.findings()));
        List<Finding> open = report.findings().stream()
                .filter(finding -> finding.advice() != null)
                .toList();
        if (!open.isEmpty()) {
            lines.add("");
            lines.add("To do");
            open.forEach(finding -> lines.add("- %s, %s%s: %s"
                    .formatted(
                            finding.componentName(),
                            finding.name(),
                            finding.required() ? "" : " (not required)",
                            finding.advice())));
        }
        if (!report.notes().isEmpty()) {
            lines.add("");
            report.notes().forEach(note -> lines.add("Note: " + note + "."));
        }
        lines.add("");
        lines.add(summary(report, unprovenToo));
        return String.join(System.lineSeparator(), lines);
    }

    private static String summary(Report report, boolean unprovenToo) {
        List<Finding> required =
                report.findings().stream().filter(Finding::required).toList();
        long ok = required.stream().filter(Finding::isOk).count();
        long unproven = required.stream().filter(Finding::isUnproven).count();
        String counts = String.format(
                Locale.ROOT,
                "%d of %d required rows are reachable%s (%.1f s)",
                ok,
                required.size(),
                unproven == 0 ? "" : ", %d could not be proven".formatted(unproven),
                report.took().toMillis() / 1_000.0);
        return (report.isReachable(unprovenToo) ? "OK: " : "NOT OK: ") + counts;
    }

    private static List<String> table(List<Finding> findings) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        findings.forEach(finding -> rows.add(List.of(
                result(finding),
                finding.component(),
                finding.host(),
                finding.protocol().describe(finding.ports()),
                finding.name(),
                finding.seen())));
        int[] widths = IntStream.range(0, HEADINGS.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> cut(row.get(column)).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> pad(cut(row.get(column)), widths[column]))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .toList();
    }

    private static String result(Finding finding) {
        if (finding.isUnproven()) {
            return "not provable";
        }
        return finding.isOk() ? "ok" : finding.verdict().wireName().toUpperCase(Locale.ROOT);
    }

    /** A ragged range has a thousand runs; the other forms have them all. */
    private static String cut(String text) {
        return text.length() <= MAX_CELL ? text : text.substring(0, MAX_CELL - 1) + "…";
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
