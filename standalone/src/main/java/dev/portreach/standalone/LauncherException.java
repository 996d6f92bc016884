package dev.portreach.standalone;

/** Something that the user can act on; the message says what was wrong and what to do. Printed without a stack trace. */
public class LauncherException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LauncherException(String message) {
        super(message);
    }

    public LauncherException(String message, Throwable cause) {
        super(message, cause);
    }
}
