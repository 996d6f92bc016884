package dev.portreach.catalog.endpoint;

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

/** Endpoints over REST. */
@Path("/api/v1/endpoints")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "endpoints")
public class EndpointResource {

    private final EndpointStore store;

    public EndpointResource(EndpointStore store) {
        this.store = store;
    }

    @GET
    public Page<Endpoint> list(
            @BeanParam PageQuery page,
            @QueryParam("component") String component,
            @QueryParam("address") String address) {
        return store.list(new Filter().equal("component", component).equal("address", address), page);
    }

    @POST
    public RestResponse<Endpoint> create(Endpoint body, @BeanParam Edit edit, @Context UriInfo at) {
        return Replies.created(store.create(Replies.body(body), edit.who()), at);
    }

    @GET
    @Path("{id}")
    public RestResponse<Endpoint> get(@PathParam("id") String id, @Context UriInfo at) {
        return Replies.of(store.get(id), at);
    }

    @PUT
    @Path("{id}")
    public RestResponse<Endpoint> put(
            @PathParam("id") String id, Endpoint body, @BeanParam Edit edit, @Context UriInfo at) {
        return Replies.of(store.put(Replies.bodyFor(id, body), edit.preconditions(), edit.who()), at);
    }

    @DELETE
    @Path("{id}")
    public void delete(@PathParam("id") String id, @BeanParam Edit edit) {
        store.delete(id, edit.preconditions(), edit.who());
    }
}
