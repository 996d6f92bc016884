package dev.portreach.catalog.pack;

import dev.portreach.catalog.store.Edit;
import dev.portreach.catalog.store.Filter;
import dev.portreach.catalog.store.Page;
import dev.portreach.catalog.store.PageQuery;
import dev.portreach.catalog.store.Replies;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Packs over REST: what POST and PUT take is what GET gives, so that a pack can be carried to another installation. */
@Path("/api/v1/packs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "packs")
public class PackResource {

    private final PackStore store;

    public PackResource(PackStore store) {
        this.store = store;
    }

    @GET
    public Page<Pack> list(@BeanParam PageQuery page) {
        return store.list(new Filter(), page);
    }

    @POST
    public RestResponse<Pack> create(Pack body, @BeanParam Edit edit, @Context UriInfo at) {
        return Replies.created(store.create(Replies.body(body), edit.who()), at);
    }

    @GET
    @Path("{id}")
    public RestResponse<Pack> get(@PathParam("id") String id, @Context UriInfo at) {
        return Replies.of(store.get(id), at);
    }

    @PUT
    @Path("{id}")
    public RestResponse<Pack> put(@PathParam("id") String id, Pack body, @BeanParam Edit edit, @Context UriInfo at) {
        return Replies.of(store.putAs(id, Replies.body(body), edit.preconditions(), edit.who()), at);
    }
}
