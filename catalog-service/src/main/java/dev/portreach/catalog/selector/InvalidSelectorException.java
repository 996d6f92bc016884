package dev.portreach.catalog.selector;

/** A selector that cannot be read; the message says where and what is expected. */
public class InvalidSelectorException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidSelectorException(String message) {
        super(message);
    }
}
