package dev.portreach.alert.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Problem Details (RFC 9457).
 *
 * @param type {@code urn:portreach:problem:<slug>}
 * @param instance path of the request
 * @param errors which fields are wrong, and why
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, String instance, List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * @param field name of a field or parameter
     * @param reason what is wrong with it
     */
    public record FieldError(String field, String reason) {}
}
