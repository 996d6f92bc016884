package dev.portreach.probe.payload;

/** What is wrong with a payload definition. */
class BadPayloadException extends IllegalArgumentException {

    BadPayloadException(String message) {
        super(message);
    }

    BadPayloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
