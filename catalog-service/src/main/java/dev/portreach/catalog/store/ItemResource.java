package dev.portreach.catalog.store;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Create, read, replace and delete over REST, for every kind of item alike; what a list can be filtered by is the kind's
 * own.
 *
 * @param <R> the item
 */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public abstract class ItemResource<R> {

    private final Items<R> items;

    protected ItemResource(Items<R> items) {
        this.items = items;
    }

    protected Items<R> items() {
        return items;
    }

    @POST
    @Operation(summary = "Create one, under an id that is not taken")
    public RestResponse<R> create(R body, @BeanParam Edit edit, @Context UriInfo at) {
        return Replies.created(items.create(Replies.body(body), edit.who()), at);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One of them")
    public RestResponse<R> get(@PathParam("id") String id, @Context UriInfo at) {
        return Replies.of(items.get(id), at);
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Create or replace one")
    public RestResponse<R> put(@PathParam("id") String id, R body, @BeanParam Edit edit, @Context UriInfo at) {
        return Replies.of(items.putAs(id, Replies.body(body), edit.preconditions(), edit.who()), at);
    }

    @GET
    @Path("{id}/versions")
    @Operation(summary = "Every version of it, the newest first, also where it is deleted")
    public Page<Version> versions(@PathParam("id") String id) {
        return new Page<>(items.versions(id), null);
    }

    @GET
    @Path("{id}/versions/{number}")
    @Operation(summary = "One version of it")
    public Version version(@PathParam("id") String id, @PathParam("number") int number) {
        return items.version(id, number);
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Delete it, unless others refer to it")
    public void delete(@PathParam("id") String id, @BeanParam Edit edit) {
        items.delete(id, edit.preconditions(), edit.who());
    }
}
