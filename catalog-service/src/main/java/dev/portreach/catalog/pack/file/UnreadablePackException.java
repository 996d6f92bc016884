package dev.portreach.catalog.pack.file;

import dev.portreach.catalog.check.Violation;
import java.util.List;

/** A file that is no pack; says everything that is wrong with it, and where. */
public class UnreadablePackException extends RuntimeException {

    private final transient List<Violation> faults;

    public UnreadablePackException(List<Violation> faults) {
        super(text(faults.get(0)));
        this.faults = List.copyOf(faults);
    }

    UnreadablePackException(int line, int column, String reason) {
        this(List.of(new Violation("", reason, line, column)));
    }

    /** At least one. */
    public List<Violation> faults() {
        return faults;
    }

    private static String text(Violation fault) {
        String what = fault.field().isEmpty() ? "the file" : fault.field();
        String where = fault.line() == null ? "" : " (line %d, column %d)".formatted(fault.line(), fault.column());
        return what + " " + fault.reason() + where;
    }
}
