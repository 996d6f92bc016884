package dev.portreach.alert.intake;

/** The database is there, but cannot take this record, and never will. */
public class UnstorableException extends RuntimeException {

    public UnstorableException(Throwable cause) {
        super(firstLine(cause), cause);
    }

    private static String firstLine(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse(cause.getClass().getSimpleName());
    }
}
