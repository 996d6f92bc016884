package dev.portreach.catalog.document;

import dev.portreach.catalog.check.Violation;
import java.util.List;

/** A file that cannot be read, wholly or from some place on; says everything that is wrong with it, and where. */
public class DocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> faults;

    /** At least one fault. */
    public DocumentException(List<Violation> faults) {
        super(text(faults.get(0)));
        this.faults = List.copyOf(faults);
    }

    DocumentException(Place place, String reason) {
        this(List.of(new Violation("", reason, place.line(), place.column())));
    }

    /** At least one. */
    public List<Violation> faults() {
        return faults;
    }

    /** Of what stands in the file no more than its first line, and no control characters. */
    static String shown(String text) {
        String first = text == null ? "" : text.lines().findFirst().orElse("");
        String cut = first.length() > 200 ? first.substring(0, 200) + "…" : first;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    private static String text(Violation fault) {
        String what = fault.field().isEmpty() ? "the file" : fault.field();
        String where = fault.line() == null ? "" : " (line %d, column %d)".formatted(fault.line(), fault.column());
        return what + " " + fault.reason() + where;
    }
}
