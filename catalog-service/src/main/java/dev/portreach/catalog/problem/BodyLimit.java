package dev.portreach.catalog.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body announced as too large before it is read, as a problem document. Quarkus's own limit, which also ends
 * bodies without an announced length, answers without one.
 */
@Singleton
public class BodyLimit {

    private final long max;
    private final ObjectMapper json;

    public BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max, ObjectMapper json) {
        this.max = max.asLongValue();
        this.json = json;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::check);
    }

    private void check(RoutingContext context) {
        if (announced(context.request().getHeader("Content-Length")) <= max) {
            context.next();
            return;
        }
        ProblemKind kind = ProblemKind.TOO_LARGE;
        Problem problem = new Problem(
                kind.type(),
                kind.title(),
                kind.status(),
                "a body may have %d bytes".formatted(max),
                context.request().path(),
                List.of());
        try {
            context.response()
                    .setStatusCode(kind.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .putHeader("Connection", "close")
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }

    private static long announced(String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
