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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Current states over REST. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "states")
public class CheckResource {

    private final CheckStateReader reader;

    CheckResource(CheckStateReader reader) {
        this.reader = reader;
    }

    @GET
    @Path("matrix")
    @Operation(summary = "Sites and components: worst known verdict and counts")
    public Matrix matrix() {
        return Matrix.of(reader.counts());
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
