package dev.portreach.catalog.check;

/**
 * One thing wrong with the input.
 *
 * @param field path in the input, such as {@code enforcementPoints[0].name}
 * @param reason what is wrong with it and what to do
 * @param line in a file, from 1; null where the input is no file
 * @param column in that line: of the character in YAML and JSON, of the cell in CSV, from 1; null where there is no line
 */
public record Violation(String field, String reason, Integer line, Integer column) {

    public Violation(String field, String reason) {
        this(field, reason, null, null);
    }
}
