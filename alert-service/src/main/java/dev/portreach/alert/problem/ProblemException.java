package dev.portreach.alert.problem;

import java.util.List;

/** A request that cannot be served, and why. */
public class ProblemException extends RuntimeException {

    private final int status;
    private final String slug;
    private final String title;
    private final transient List<Problem.FieldError> errors;

    public ProblemException(int status, String slug, String title, String detail, List<Problem.FieldError> errors) {
        super(detail);
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.errors = List.copyOf(errors);
    }

    public static ProblemException notFound(String what, String id) {
        return new ProblemException(
                404, "not-found", "Not found", "there is no %s \"%s\"".formatted(what, Texts.printable(id)), List.of());
    }

    public static ProblemException invalid(String field, String reason) {
        return invalid(List.of(new Problem.FieldError(field, reason)));
    }

    public static ProblemException invalid(List<Problem.FieldError> errors) {
        return new ProblemException(400, "invalid", "Invalid request", null, errors);
    }

    public static ProblemException conflict(String detail) {
        return new ProblemException(409, "conflict", "Conflict", detail, List.of());
    }

    public static ProblemException precondition(String detail) {
        return new ProblemException(412, "precondition-failed", "Changed by someone else", detail, List.of());
    }

    Problem at(String instance) {
        return new Problem("urn:portreach:problem:" + slug, title, status, getMessage(), instance, errors);
    }

    public List<Problem.FieldError> errors() {
        return errors;
    }

    int status() {
        return status;
    }
}
