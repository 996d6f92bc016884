package dev.portreach.catalog.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.portreach.catalog.check.Violation;
import jakarta.inject.Singleton;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.exception.JDBCConnectionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every exception with a problem document; what was not foreseen is logged and says nothing of our insides. */
@Singleton
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    @ServerExceptionMapper
    public Response refused(ProblemException refused, UriInfo uri) {
        return answer(refused.kind(), refused.getMessage(), uri, refused.errors());
    }

    @ServerExceptionMapper(priority = 1)
    public Response mismatched(MismatchedInputException mismatch, UriInfo uri) {
        return unreadable(mismatch, uri);
    }

    @ServerExceptionMapper(priority = 1)
    public Response http(WebApplicationException refused, UriInfo uri) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException json) {
                return unreadable(json, uri);
            }
        }
        int status = refused.getResponse().getStatus();
        if (status == ProblemKind.TOO_LARGE.status()) {
            return answer(ProblemKind.TOO_LARGE, "the body is larger than it may be here", uri, List.of());
        }
        String title = Response.Status.fromStatusCode(status) == null
                ? "HTTP " + status
                : Response.Status.fromStatusCode(status).getReasonPhrase();
        return answer(status, "urn:portreach:problem:http-" + status, title, title, uri, List.of());
    }

    @ServerExceptionMapper
    public Response concurrent(OptimisticLockException lost, UriInfo uri) {
        return answer(
                ProblemKind.PRECONDITION_FAILED, "someone else changed it just now; read it again", uri, List.of());
    }

    @ServerExceptionMapper(priority = 10_000)
    public Response unforeseen(Throwable fault, UriInfo uri) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (isDatabaseAway(cause)) {
                LOG.warnf("no database: %s", cause.getMessage());
                return answer(ProblemKind.UNAVAILABLE, "the database does not answer", uri, List.of());
            }
        }
        LOG.errorf(fault, "request %s failed", uri.getPath());
        return answer(ProblemKind.INTERNAL, "the service's log says more", uri, List.of());
    }

    private static boolean isDatabaseAway(Throwable cause) {
        if (cause instanceof SQLException sql) {
            String state = sql.getSQLState();
            // Without a state: the pool's own, which waited for a connection in vain. 08: connection; 57P: shutdown.
            return state == null || state.startsWith("08") || state.startsWith("57P");
        }
        return cause instanceof JDBCConnectionException;
    }

    private static Response unreadable(JsonProcessingException json, UriInfo uri) {
        Violation violation = JsonFaults.of(json);
        String what = violation.field().isEmpty() ? "the body" : violation.field();
        return answer(ProblemKind.MALFORMED, what + " " + violation.reason(), uri, List.of(violation));
    }

    private static Response answer(ProblemKind kind, String detail, UriInfo uri, List<Violation> errors) {
        return answer(kind.status(), kind.type(), kind.title(), detail, uri, errors);
    }

    private static Response answer(
            int status, String type, String title, String detail, UriInfo uri, List<Violation> errors) {
        String instance = uri == null ? null : uri.getRequestUri().getRawPath();
        boolean isUnavailable = status == ProblemKind.UNAVAILABLE.status();
        return Response.status(status)
                .header(HttpHeaders.RETRY_AFTER, isUnavailable ? RETRY_AFTER_SECONDS : null)
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem(type, title, status, detail, instance, errors))
                .build();
    }
}
