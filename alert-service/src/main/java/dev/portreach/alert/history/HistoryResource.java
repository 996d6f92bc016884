package dev.portreach.alert.history;

import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.problem.Query;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The past over REST. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "history")
public class HistoryResource {

    private static final Duration USUAL_SPAN = Duration.ofHours(24);
    private static final Duration LONGEST_SPAN = Duration.ofDays(400);

    private record Span(Instant from, Instant to) {}

    private final HistoryReader reader;
    private final InstantSource clock;

    HistoryResource(HistoryReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @GET
    @Path("checks/{id}/history")
    @Operation(summary = "Raw verdicts of a check over a time; without from and to, the last 24 hours")
    public HistoryView.OfCheck ofCheck(
            @PathParam("id") String id, @QueryParam("from") String from, @QueryParam("to") String to) {
        Span span = span(from, to);
        return reader.ofCheck(id, span.from(), span.to());
    }

    @GET
    @Path("checks/{id}/state")
    @Operation(summary = "A check at an instant; without one, now")
    public HistoryView.At at(@PathParam("id") String id, @QueryParam("at") String at) {
        return reader.at(id, Query.instant("at", at).orElseGet(clock::instant));
    }

    @GET
    @Path("history")
    @Operation(summary = "All checks of a site and component over a time, and the worst of what is known of them")
    public HistoryView.OfCell ofCell(
            @QueryParam("site") String site,
            @QueryParam("component") String component,
            @QueryParam("from") String from,
            @QueryParam("to") String to) {
        Span span = span(from, to);
        return reader.ofCell(required("site", site), required("component", component), span.from(), span.to());
    }

    private static String required(String name, String text) {
        if (text == null) {
            throw ProblemException.invalid(name, "is missing");
        }
        return Query.slug(name, text);
    }

    /** What lies ahead is not known and not shown. */
    private Span span(String from, String to) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Instant asked = Query.instant("to", to).orElse(now);
        Instant end = asked.isAfter(now) ? now : asked;
        Instant begin = Query.instant("from", from).orElse(end.minus(USUAL_SPAN));
        if (!begin.isBefore(end)) {
            throw ProblemException.invalid("from", "must be before to, and in the past");
        }
        if (Duration.between(begin, end).compareTo(LONGEST_SPAN) > 0) {
            throw ProblemException.invalid(
                    "from", "the span must not be longer than %d days".formatted(LONGEST_SPAN.toDays()));
        }
        return new Span(begin, end);
    }
}
