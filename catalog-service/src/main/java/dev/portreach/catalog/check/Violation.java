package dev.portreach.catalog.check;

/**
 * One thing wrong with the input.
 *
 * @param field path in the input, such as {@code enforcementPoints[0].name}
 * @param reason what is wrong with it and what to do
 */
public record Violation(String field, String reason) {}
