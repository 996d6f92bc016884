package dev.portreach.probe.assignment;

/** Why one entry of an assignment is not probed. */
class UnfitCheckException extends IllegalArgumentException {

    UnfitCheckException(String message) {
        super(message);
    }

    UnfitCheckException(String message, Throwable cause) {
        super(message, cause);
    }
}
