package dev.portreach.preflight;

/** What was asked for cannot be done as it was written; the message says what to write instead. */
public class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
