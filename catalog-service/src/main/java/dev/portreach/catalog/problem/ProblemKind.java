package dev.portreach.catalog.problem;

/** The kinds of problem, each with its HTTP status. */
public enum ProblemKind {
    INVALID(400, "invalid", "The input is not valid"),
    MALFORMED(400, "malformed", "The body cannot be read"),
    NOT_FOUND(404, "not-found", "There is no such thing"),
    DUPLICATE(409, "duplicate", "The id is taken"),
    IN_USE(409, "in-use", "It is in use"),
    CONFLICT(409, "conflict", "It contradicts what is there"),
    PRECONDITION_FAILED(412, "precondition-failed", "It has changed in the meantime"),
    TOO_LARGE(413, "too-large", "The body is too large"),
    UNAVAILABLE(503, "unavailable", "Not possible now; try again"),
    INTERNAL(500, "internal", "Something went wrong here");

    private final int status;
    private final String slug;
    private final String title;

    ProblemKind(int status, String slug, String title) {
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String type() {
        return "urn:portreach:problem:" + slug;
    }
}
