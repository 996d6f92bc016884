package dev.portreach.catalog.audit;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which changes are asked for. */
public class AuditQuery {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    @QueryParam("kind")
    @Parameter(description = "component, policy, pack, site, endpoint or agent")
    String kind;

    @QueryParam("subject")
    @Parameter(description = "Id of the thing")
    String subject;

    @QueryParam("who")
    @Parameter(description = "Who made the change")
    String who;

    @QueryParam("from")
    @Parameter(description = "First instant, as 2026-11-22T16:00:00Z")
    String from;

    @QueryParam("until")
    @Parameter(description = "First instant after, as 2026-11-22T17:00:00Z")
    String until;

    @QueryParam("after")
    @Parameter(description = "The \"next\" of the page before")
    String after;

    @QueryParam("limit")
    @Parameter(description = "Changes a page", schema = @Schema(minimum = "1", maximum = "500", defaultValue = "100"))
    String limit;

    String kind() {
        return text("kind", kind);
    }

    String subject() {
        return text("subject", subject);
    }

    String who() {
        return text("who", who);
    }

    Instant from() {
        return from == null ? EARLIEST : instant("from", from);
    }

    Instant until() {
        return until == null ? LATEST : instant("until", until);
    }

    /** Changes before this id are wanted. */
    long before() {
        return after == null ? Long.MAX_VALUE : number("after", after, Long.MAX_VALUE);
    }

    int limit() {
        return limit == null ? DEFAULT_LIMIT : (int) number("limit", limit, MAX_LIMIT);
    }

    private static String text(String field, String value) {
        if (value != null && !Violations.isPrintable(value)) {
            throw ProblemException.invalid(field, "holds control characters");
        }
        return value;
    }

    private static long number(String field, String value, long max) {
        if (!value.matches("\\d{1,18}") || Long.parseLong(value) < 1 || Long.parseLong(value) > max) {
            throw ProblemException.invalid(field, "is not a whole number from 1 to " + max);
        }
        return Long.parseLong(value);
    }

    private static Instant instant(String field, String value) {
        try {
            Instant instant = Instant.parse(value);
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw ProblemException.invalid(field, "is not a time within 1970 to 9999 such as 2026-11-22T16:00:00Z");
    }
}
