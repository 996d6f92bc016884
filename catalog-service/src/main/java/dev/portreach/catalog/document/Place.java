package dev.portreach.catalog.document;

/**
 * Where in a file, both from 1.
 *
 * @param column of the character in YAML and JSON, of the cell in CSV
 */
public record Place(int line, int column) {}
