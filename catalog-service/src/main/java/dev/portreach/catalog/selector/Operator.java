package dev.portreach.catalog.selector;

/** How a requirement looks at a label. */
public enum Operator {
    /** The label is there with one of the values. */
    IN,
    /** The label is not there, or with another value. */
    NOT_IN,
    /** The label is there. */
    EXISTS,
    /** The label is not there. */
    ABSENT
}
