package dev.portreach.preflight.upload;

/** A report could not be added; the message says why, for people. */
public class UploadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UploadException(String message) {
        super(message);
    }

    UploadException(String message, Throwable cause) {
        super(message, cause);
    }
}
