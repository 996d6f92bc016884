package dev.portreach.catalog.component;

import dev.portreach.catalog.store.Edit;
import dev.portreach.catalog.store.Filter;
import dev.portreach.catalog.store.Page;
import dev.portreach.catalog.store.PageQuery;
import dev.portreach.catalog.store.Replies;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Components over REST. */
@Path("/api/v1/components")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "components")
public class ComponentResource {

    private final ComponentStore store;

    public ComponentResource(ComponentStore store) {
        this.store = store;
    }

    @GET
    public Page<Component> list(@BeanParam PageQuery page, @QueryParam("pack") String pack) {
        return store.list(new Filter().equal("pack", pack), page);
    }

    @POST
    public RestResponse<Component> create(Component body, @BeanParam Edit edit, @Context UriInfo at) {
        return Replies.created(store.create(Replies.body(body), edit.who()), at);
    }

    @GET
    @Path("{id}")
    public RestResponse<Component> get(@PathParam("id") String id, @Context UriInfo at) {
        return Replies.of(store.get(id), at);
    }

    @PUT
    @Path("{id}")
    public RestResponse<Component> put(
            @PathParam("id") String id, Component body, @BeanParam Edit edit, @Context UriInfo at) {
        return Replies.of(store.put(Replies.bodyFor(id, body), edit.preconditions(), edit.who()), at);
    }

    @DELETE
    @Path("{id}")
    public void delete(@PathParam("id") String id, @BeanParam Edit edit) {
        store.delete(id, edit.preconditions(), edit.who());
    }
}
