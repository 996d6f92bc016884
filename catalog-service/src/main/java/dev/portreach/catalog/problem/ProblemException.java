package dev.portreach.catalog.problem;

import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.check.Violations;
import java.util.List;

/** A request that is refused; says with which status and why. */
public class ProblemException extends RuntimeException {

    private final ProblemKind kind;
    private final transient List<Violation> errors;

    public ProblemException(ProblemKind kind, String detail, List<Violation> errors) {
        super(detail);
        this.kind = kind;
        this.errors = List.copyOf(errors);
    }

    public static ProblemException notFound(String what, String id) {
        return new ProblemException(ProblemKind.NOT_FOUND, "there is no %s %s".formatted(what, id), List.of());
    }

    public static ProblemException duplicate(String what, String field, String id) {
        String reason = "%s %s is there already; PUT replaces it".formatted(what, id);
        return new ProblemException(ProblemKind.DUPLICATE, reason, List.of(new Violation(field, reason)));
    }

    public static ProblemException inUse(String what, String id, List<String> users) {
        return new ProblemException(
                ProblemKind.IN_USE, "%s %s is in use by %s".formatted(what, id, String.join(", ", users)), List.of());
    }

    public static ProblemException preconditionFailed(String detail) {
        return new ProblemException(ProblemKind.PRECONDITION_FAILED, detail, List.of());
    }

    public static ProblemException invalid(String field, String reason) {
        return new ProblemException(
                ProblemKind.INVALID, "%s: %s".formatted(field, reason), List.of(new Violation(field, reason)));
    }

    /** @throws ProblemException if anything was found */
    public static void throwIfAny(Violations violations) {
        if (!violations.isEmpty()) {
            throw of(ProblemKind.INVALID, violations.found());
        }
    }

    /** A refusal for what was found, at least one; in words it says the first, and where that stands. */
    public static ProblemException of(ProblemKind kind, List<Violation> found) {
        Violation first = found.get(0);
        String what = first.field().isEmpty() ? "the body" : first.field();
        String where = first.line() == null ? "" : " (line %d, column %d)".formatted(first.line(), first.column());
        String more = found.size() == 1 ? "" : " (and %d more)".formatted(found.size() - 1);
        return new ProblemException(kind, what + " " + first.reason() + where + more, found);
    }

    public ProblemKind kind() {
        return kind;
    }

    public List<Violation> errors() {
        return errors;
    }
}
