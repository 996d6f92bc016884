package dev.portreach.contracts.event;

/** A record that is not the event it should be. */
public class UnreadableEventException extends RuntimeException {

    private final String reason;

    /** @param reason one word for counters and dead-letter headers, such as {@code malformed} */
    public UnreadableEventException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
