package dev.portreach.catalog.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body announced as too large before it is read, as a problem document. Quarkus's own limit, which also ends
 * bodies without an announced length, answers without one. Files of many items may be larger than single ones.
 */
@Singleton
public class BodyLimit {

    private static final Pattern FILES = Pattern.compile("/api/v1/(apply|sites/import|endpoints/import)/?");

    private final long maxFile;
    private final long maxItem;
    private final ObjectMapper json;

    public BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxFile,
            @ConfigProperty(name = "portreach.http.max-item-size") MemorySize maxItem,
            ObjectMapper json) {
        this.maxFile = maxFile.asLongValue();
        this.maxItem = maxItem.asLongValue();
        this.json = json;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::check);
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(this::limitUnannounced);
    }

    private void limitUnannounced(RoutingContext context) {
        context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, max(context));
        context.next();
    }

    private long max(RoutingContext context) {
        return FILES.matcher(context.request().path()).matches() ? maxFile : maxItem;
    }

    private void check(RoutingContext context) {
        long max = max(context);
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
