package dev.portreach.catalog.recheck;

import dev.portreach.catalog.store.Edit;
import dev.portreach.catalog.store.Page;
import dev.portreach.catalog.store.Replies;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** "Recheck now" over REST. Few are open at a time: the list is one page. */
@Path("/api/v1/sites/{site}/rechecks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "rechecks")
public class RecheckResource {

    private final RecheckStore store;

    public RecheckResource(RecheckStore store) {
        this.store = store;
    }

    @GET
    @Operation(summary = "Requests to probe now that are open")
    public Page<OpenRecheck> list(@PathParam("site") String site) {
        return new Page<>(store.list(site), null);
    }

    /** Accepted is not done: what agents see comes as any result does. */
    @POST
    @ResponseStatus(202)
    @Operation(summary = "Ask the site's agents to probe a check whole, once, now")
    @APIResponse(
            responseCode = "202",
            description = "On its way",
            content = @Content(schema = @Schema(implementation = OpenRecheck.class)))
    public OpenRecheck request(@PathParam("site") String site, RecheckRequest body, @BeanParam Edit edit) {
        return store.request(site, Replies.body(body), edit.who());
    }
}
