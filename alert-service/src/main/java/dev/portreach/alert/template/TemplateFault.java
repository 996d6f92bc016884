package dev.portreach.alert.template;

/** A template that cannot be used, and where. */
public class TemplateFault extends RuntimeException {

    /** @param line of the template, from 1; 0 where no line can be named */
    TemplateFault(int line, String reason) {
        super(line > 0 ? "line %d: %s".formatted(line, reason) : reason);
    }
}
