package dev.portreach.catalog.site;

import dev.portreach.catalog.store.Edit;
import dev.portreach.catalog.store.Page;
import dev.portreach.catalog.store.Replies;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Agents of a site over REST. A site has few: the list is one page. */
@Path("/api/v1/sites/{site}/agents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "agents")
public class AgentResource {

    private final AgentStore store;

    public AgentResource(AgentStore store) {
        this.store = store;
    }

    @GET
    public Page<Agent> list(@PathParam("site") String site) {
        return new Page<>(store.list(site), null);
    }

    @POST
    public RestResponse<Agent> enrol(
            @PathParam("site") String site, Agent body, @BeanParam Edit edit, @Context UriInfo at) {
        boolean isNew = store.enrol(site, Replies.body(body), edit.who());
        return RestResponse.ResponseBuilder.ok(body)
                .status(isNew ? 201 : 200)
                .location(at.getAbsolutePathBuilder().path(body.id()).build())
                .build();
    }

    @GET
    @Path("{agent}")
    public Agent get(@PathParam("site") String site, @PathParam("agent") String agent) {
        return store.get(site, agent);
    }

    @DELETE
    @Path("{agent}")
    public void delete(@PathParam("site") String site, @PathParam("agent") String agent, @BeanParam Edit edit) {
        store.delete(site, agent, edit.who());
    }
}
