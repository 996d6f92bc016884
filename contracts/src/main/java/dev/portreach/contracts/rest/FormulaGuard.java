package dev.portreach.contracts.rest;

/**
 * Cells of CSV. Keeps spreadsheets from taking a cell for a formula: what begins with {@code = + - @}, a tab or a carriage return gets a
 * leading apostrophe on the way out, and loses it on the way in. So does what already begins so with an apostrophe, that
 * nothing is lost.
 */
public final class FormulaGuard {

    private static final String STARTS = "=+-@\t\r'";

    private FormulaGuard() {}

    public static String guarded(String cell) {
        boolean isFormula = !cell.isEmpty() && cell.charAt(0) != '\'' && STARTS.indexOf(cell.charAt(0)) >= 0;
        return isFormula || isGuarded(cell) ? "'" + cell : cell;
    }

    public static String plain(String cell) {
        return isGuarded(cell) ? cell.substring(1) : cell;
    }

    private static boolean isGuarded(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && STARTS.indexOf(cell.charAt(1)) >= 0;
    }
}
