package dev.portreach.catalog.policy;

import dev.portreach.catalog.store.Edit;
import dev.portreach.catalog.store.Filter;
import dev.portreach.catalog.store.Page;
import dev.portreach.catalog.store.PageQuery;
import dev.portreach.catalog.store.Replies;
import dev.portreach.catalog.store.Words;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Protocol;
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

/** Policies over REST. */
@Path("/api/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "policies")
public class PolicyResource {

    private final PolicyStore store;

    public PolicyResource(PolicyStore store) {
        this.store = store;
    }

    @GET
    public Page<PortPolicy> list(
            @BeanParam PageQuery page,
            @QueryParam("component") String component,
            @QueryParam("protocol") String protocol,
            @QueryParam("direction") String direction) {
        return store.list(
                new Filter()
                        .equal("component", component)
                        .equal("protocol", Words.read("protocol", Protocol.class, protocol))
                        .equal("direction", Words.read("direction", Direction.class, direction)),
                page);
    }

    @POST
    public RestResponse<PortPolicy> create(PortPolicy body, @BeanParam Edit edit, @Context UriInfo at) {
        return Replies.created(store.create(Replies.body(body), edit.who()), at);
    }

    @GET
    @Path("{key}")
    public RestResponse<PortPolicy> get(@PathParam("key") String key, @Context UriInfo at) {
        return Replies.of(store.get(key), at);
    }

    @PUT
    @Path("{key}")
    public RestResponse<PortPolicy> put(
            @PathParam("key") String key, PortPolicy body, @BeanParam Edit edit, @Context UriInfo at) {
        return Replies.of(store.put(Replies.bodyFor(key, body), edit.preconditions(), edit.who()), at);
    }

    @DELETE
    @Path("{key}")
    public void delete(@PathParam("key") String key, @BeanParam Edit edit) {
        store.delete(key, edit.preconditions(), edit.who());
    }
}
