package dev.portreach.alert.correlation;

/** How a member of a group counts when causes are weighed. */
public enum Standing {
    /** Known to fail. */
    FAILING,
    /** Seen to fail twice in a row: counts as failing, but opens nothing on its own. */
    SUSPECT,
    /** Seen to fail once: unknown, but worth waiting for. */
    PENDING,
    /** Known to be well. */
    OK,
    /** Seen to be well, but another explanation fits too: excuses nothing. */
    OK_UNPROVEN,
    /** Not known. */
    UNKNOWN;

    boolean fails() {
        return this == FAILING || this == SUSPECT;
    }

    boolean recovered() {
        return this == OK || this == OK_UNPROVEN;
    }
}
