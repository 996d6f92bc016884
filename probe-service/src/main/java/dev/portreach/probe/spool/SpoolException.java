package dev.portreach.probe.spool;

/** The disk does not take or give batches: full, gone or broken. */
public class SpoolException extends RuntimeException {

    public SpoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
