package dev.portreach.catalog.stop;

import dev.portreach.catalog.store.Edit;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The kill switch of one site over REST. */
@Path("/api/v1/sites/{site}/stop")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "stops")
public class StopResource {

    private final StopStore store;

    public StopResource(StopStore store) {
        this.store = store;
    }

    @GET
    @Operation(summary = "Whether and why probing is stopped at the site: 404 where it is not")
    public Stop get(@PathParam("site") String site) {
        return store.get(site);
    }

    @PUT
    @Operation(summary = "Stop all probing by the site's agents")
    public Stop stop(@PathParam("site") String site, StopRequest body, @BeanParam Edit edit) {
        return store.stop(site, body, edit.who());
    }

    @DELETE
    @Operation(summary = "Let the site's agents probe again")
    public void start(@PathParam("site") String site, @BeanParam Edit edit) {
        store.start(site, edit.who());
    }
}
