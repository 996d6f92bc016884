package dev.portreach.catalog.store;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which page of a list. */
public class PageQuery {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    @QueryParam("limit")
    @Parameter(description = "Items a page", schema = @Schema(minimum = "1", maximum = "500", defaultValue = "100"))
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "The \"next\" of the page before")
    String cursor;

    int limit() {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MAX_LIMIT) {
            throw ProblemException.invalid("limit", "is not within 1 to %d".formatted(MAX_LIMIT));
        }
        return Integer.parseInt(limit);
    }

    /** The id after which the page starts; empty for the first page. */
    String after() {
        if (cursor == null) {
            return "";
        }
        try {
            String id = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (Violations.isPrintable(id)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw ProblemException.invalid("cursor", "is not one that a list gave as next");
    }

    static String cursor(String lastId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(lastId.getBytes(StandardCharsets.UTF_8));
    }
}
