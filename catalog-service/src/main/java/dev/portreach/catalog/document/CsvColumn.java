package dev.portreach.catalog.document;

/**
 * A column of a CSV file.
 *
 * @param name in the header, and of the field
 */
record CsvColumn(String name, CellType type) {}
