package dev.portreach.catalog.store;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.problem.ProblemException;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;

/**
 * Why the request at hand changes something: its header {@code X-Reason}, or its parameter {@code reason}, which takes more
 * than ASCII; at most 500 characters, kept in the audit.
 */
@Singleton
public class EditReason {

    private static final String HEADER = "X-Reason";
    private static final int MAX = 500;

    private final CurrentVertxRequest request;

    public EditReason(CurrentVertxRequest request) {
        this.request = request;
    }

    /**
     * The reason; null where none is given, or no request is at hand.
     *
     * @throws ProblemException if it is too long or not printable
     */
    String text() {
        if (!Arc.container().requestContext().isActive() || request.getCurrent() == null) {
            return null;
        }
        HttpServerRequest http = request.getCurrent().request();
        String header = http.getHeader(HEADER);
        String text = header == null ? http.getParam("reason") : header;
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > MAX || !Violations.isPrintable(text)) {
            throw ProblemException.invalid(HEADER, "is not printable or longer than " + MAX);
        }
        return text;
    }
}
