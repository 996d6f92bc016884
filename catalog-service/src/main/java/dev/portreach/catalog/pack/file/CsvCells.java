package dev.portreach.catalog.pack.file;

import java.util.regex.Pattern;

/**
 * Cells that a spreadsheet would take for formulas. They go out behind an apostrophe, which spreadsheets do not show, and
 * which comes off again on the way in; what has apostrophes of its own there gets one more.
 */
final class CsvCells {

    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\t\r].*", Pattern.DOTALL);

    private CsvCells() {}

    static String guarded(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    static String plain(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
