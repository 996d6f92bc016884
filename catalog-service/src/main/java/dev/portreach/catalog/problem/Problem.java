package dev.portreach.catalog.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.catalog.check.Violation;
import java.util.List;

/**
 * The body of every error answer (RFC 9457).
 *
 * @param type {@code urn:portreach:problem:<slug>}
 * @param instance path of the request
 * @param errors which fields, and why; empty if it is not about fields
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, String instance, List<Violation> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";
}
