package dev.portreach.catalog.document;

/** A file that cannot be read at all from some place on. */
public class DocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Place place;

    public DocumentException(Place place, String reason) {
        super(reason);
        this.place = place;
    }

    public Place place() {
        return place;
    }
}
