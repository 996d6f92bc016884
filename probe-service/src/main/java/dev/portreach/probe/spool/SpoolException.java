package dev.portreach.probe.spool;

/** The disk does not take or give batches: full, gone, or what is on it is damaged. */
public class SpoolException extends RuntimeException {

    private final boolean damaged;

    public SpoolException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /** @param damaged whether the file is, so that to open it again is no remedy */
    public SpoolException(String message, Throwable cause, boolean damaged) {
        super(message, cause);
        this.damaged = damaged;
    }

    public boolean isDamaged() {
        return damaged;
    }
}
