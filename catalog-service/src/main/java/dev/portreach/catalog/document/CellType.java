package dev.portreach.catalog.document;

/** How a field is written in a cell. An empty cell says that the field is not given. */
enum CellType {
    TEXT,
    NUMBER,
    /** {@code true} or {@code false}. */
    FLAG,
    /** The field as JSON. */
    JSON,
    /** {@code a;b}. */
    LIST,
    /** {@code key=value;key=value}. */
    MAP,
    /** {@code name|kind|owner;name|kind|owner}, of which kind and owner may be left out. */
    POINTS,
    /** A time, the {@code until} of the field. */
    UNTIL
}
