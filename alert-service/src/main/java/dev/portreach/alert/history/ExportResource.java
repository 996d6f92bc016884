package dev.portreach.alert.history;

import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.problem.Query;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** History as files of any length. What cannot be finished ends without the last chunk, so that clients notice. */
@Path("/api/v1/history/intervals")
@Tag(name = "history")
public class ExportResource {

    private static final Duration USUAL_SPAN = Duration.ofHours(24);
    private static final int BUFFER = 1 << 16;

    /** Each holds a thread for as long as its client takes. */
    private static final int MOST_CLIENTS = 4;

    private final IntervalExport export;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_CLIENTS);

    ExportResource(IntervalExport export, InstantSource clock) {
        this.export = export;
        this.clock = clock;
    }

    @GET
    @Produces("application/x-ndjson")
    @Operation(
            summary =
                    "What each agent said, interval by interval, as a stream of any length; the last 24 hours without from",
            description = "A JSON object a line, by check and time; from and until are cut off at the span's ends.")
    public StreamingOutput ndjson(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @Parameter(description = "The site whose access is proven; all if absent") @QueryParam("site") String site,
            @QueryParam("component") String component,
            @Parameter(description = "Id of a check; all if absent") @QueryParam("check") String check,
            @Parameter(description = "Time zone of all instants, as Europe/Paris; UTC if absent") @QueryParam("zone")
                    String zone,
            @Context HttpServerRequest request) {
        return stream(ExportFormat.NDJSON, query(from, to, site, component, check), zone(zone), request);
    }

    @GET
    @Produces("text/csv;qs=0.5") // NDJSON for who says nothing
    @Operation(summary = "The same as CSV, with a header")
    public StreamingOutput csv(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("site") String site,
            @QueryParam("component") String component,
            @QueryParam("check") String check,
            @QueryParam("zone") String zone,
            @Context HttpServerRequest request) {
        return stream(ExportFormat.CSV, query(from, to, site, component, check), zone(zone), request);
    }

    private StreamingOutput stream(ExportFormat format, ExportQuery query, ZoneId zone, HttpServerRequest request) {
        if (places.availablePermits() == 0) {
            throw busy();
        }
        return socket -> {
            if (!places.tryAcquire()) {
                throw busy();
            }
            boolean isWhole = false;
            try {
                write(format, query, zone, socket);
                isWhole = true;
            } finally {
                places.release();
                if (!isWhole && request.response().headWritten()) {
                    // and wait for it, or what ends the answer would overtake the close: a part would pass for the
                    // whole
                    request.connection()
                            .close()
                            .toCompletionStage()
                            .toCompletableFuture()
                            .join();
                }
            }
        };
    }

    /** Writing waits for the client where it is slow, and fails where it has gone. */
    private void write(ExportFormat format, ExportQuery query, ZoneId zone, OutputStream socket) throws IOException {
        OutputStream out = new BufferedOutputStream(socket, BUFFER);
        export.write(query, format.to(out, zone));
        out.flush();
    }

    private ExportQuery query(String from, String to, String site, String component, String check) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Instant asked = Query.instant("to", to).orElse(now);
        Instant end = asked.isAfter(now) ? now : asked;
        Instant begin = Query.instant("from", from).orElse(end.minus(USUAL_SPAN));
        if (!begin.isBefore(end)) {
            throw ProblemException.invalid("from", "must be before to, and in the past");
        }
        if (check != null && !check.matches("\\p{Print}{1,300}")) {
            throw ProblemException.invalid("check", "is not the id of a check");
        }
        return new ExportQuery(begin, end, Query.slug("site", site), Query.slug("component", component), check);
    }

    private static ZoneId zone(String zone) {
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw ProblemException.invalid("zone", "must be a time zone such as Europe/Paris or +01:00");
        }
    }

    private static ProblemException busy() {
        return new ProblemException(
                503,
                "unavailable",
                "Not available now",
                "there are %d exports already".formatted(MOST_CLIENTS),
                List.of());
    }
}
