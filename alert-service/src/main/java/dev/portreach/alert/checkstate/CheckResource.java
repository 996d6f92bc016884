package dev.portreach.alert.checkstate;

import dev.portreach.alert.problem.Page;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.problem.Query;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Current states over REST. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "states")
public class CheckResource {

    private final CheckStateReader reader;
    private final PastStates pastStates;
    private final InstantSource clock;

    CheckResource(CheckStateReader reader, PastStates pastStates, InstantSource clock) {
        this.reader = reader;
        this.pastStates = pastStates;
        this.clock = clock;
    }

    @GET
    @Path("matrix")
    @Operation(
            summary = "Sites and components: worst known verdict and counts, now or at an instant",
            description =
                    "Of the past, what is believed by now: results that came late count. Confirmed verdicts only.")
    public Matrix matrix(@QueryParam("at") String at) {
        Optional<Instant> instant = Query.past("at", at, clock.instant());
        return instant.map(past -> Matrix.of(past, pastStates.countsAt(past)))
                .orElseGet(() -> Matrix.of(null, reader.counts()));
    }

    @GET
    @Path("checks")
    @Operation(summary = "Lists checks with their confirmed states; site is the one whose access is proven")
    public Page<CheckState> list(
            @QueryParam("site") String site,
            @QueryParam("component") String component,
            @QueryParam("verdict") String verdict,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        CheckStateReader.Filter filter = new CheckStateReader.Filter(
                Query.slug("site", site),
                Query.slug("component", component),
                Query.oneOf("verdict", verdict, Query.words(Verdict.values())));
        int size = Query.limit(limit);
        return Page.of(reader.list(filter, Query.cursor(cursor), size + 1), size, CheckState::check);
    }

    @GET
    @Path("checks/{id}")
    @Operation(summary = "Shows a check's confirmed state, and what is suspected")
    public CheckState get(@PathParam("id") String id) {
        return reader.find(id).orElseThrow(() -> ProblemException.notFound("check", id));
    }
}
