package dev.portreach.contracts.port;

/** Says which part of a port list is wrong, and what to write instead. */
public class InvalidPortsException extends IllegalArgumentException {

    public InvalidPortsException(String message) {
        super(message);
    }
}
