package dev.portreach.alert.history;

import dev.portreach.alert.problem.Page;
import dev.portreach.alert.problem.Period;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The past over REST. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "history")
public class HistoryResource {

    private static final Duration USUAL_SPAN = Duration.ofHours(24);
    private static final Duration LONGEST_SPAN = Duration.ofDays(400);

    private final HistoryReader reader;
    private final InstantSource clock;

    HistoryResource(HistoryReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @GET
    @Path("checks/{id}/history")
    @Operation(summary = "Verdicts of a check over a time, raw and confirmed; without from and to, the last 24 hours")
    public HistoryView.OfCheck ofCheck(
            @PathParam("id") String id, @QueryParam("from") String from, @QueryParam("to") String to) {
        Period period = period(from, to);
        return reader.ofCheck(id, period.from(), period.to());
    }

    @GET
    @Path("checks/{id}/state")
    @Operation(summary = "A check at an instant; without one, now")
    public HistoryView.At at(@PathParam("id") String id, @QueryParam("at") String at) {
        return reader.at(id, Query.instant("at", at).orElseGet(clock::instant));
    }

    @GET
    @Path("states")
    @Operation(
            summary = "All checks at an instant, or those of a site or component; without an instant, now",
            description =
                    "As results tell it by now, raw and confirmed; checks that were not assigned then are left out.")
    public Page<HistoryView.State> statesAt(
            @QueryParam("at") String at,
            @QueryParam("site") String site,
            @QueryParam("component") String component,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        CheckDirectory.Filter filter =
                new CheckDirectory.Filter(Query.slug("site", site), Query.slug("component", component), null);
        Instant now = clock.instant();
        int size = Query.limit(limit);
        List<HistoryView.State> states =
                reader.statesAt(filter, Query.past("at", at, now).orElse(now), Query.cursor(cursor), size + 1);
        return Page.of(states, size, HistoryView.State::check);
    }

    @GET
    @Path("history")
    @Operation(summary = "All checks of a site and component over a time, and the worst of what is known of them")
    public HistoryView.OfCell ofCell(
            @QueryParam("site") String site,
            @QueryParam("component") String component,
            @QueryParam("from") String from,
            @QueryParam("to") String to) {
        Period period = period(from, to);
        return reader.ofCell(required("site", site), required("component", component), period.from(), period.to());
    }

    private static String required(String name, String text) {
        if (text == null) {
            throw ProblemException.invalid(name, "is missing");
        }
        return Query.slug(name, text);
    }

    private Period period(String from, String to) {
        return Period.of(from, to, USUAL_SPAN, LONGEST_SPAN, clock.instant());
    }
}
