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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
    @Operation(summary = "The site's agents")
    public Page<Agent> list(@PathParam("site") String site) {
        return new Page<>(store.list(site), null);
    }

    @POST
    @Operation(summary = "Enrol an agent; again with its key changes nothing")
    @APIResponse(
            responseCode = "201",
            description = "Enrolled",
            content = @Content(schema = @Schema(implementation = Agent.class)))
    @APIResponse(
            responseCode = "200",
            description = "It was enrolled with this key",
            content = @Content(schema = @Schema(implementation = Agent.class)))
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
    @Operation(summary = "One agent")
    public Agent get(@PathParam("site") String site, @PathParam("agent") String agent) {
        return store.get(site, agent);
    }

    @DELETE
    @Path("{agent}")
    @Operation(summary = "Trust the agent no more")
    public void delete(@PathParam("site") String site, @PathParam("agent") String agent, @BeanParam Edit edit) {
        store.delete(site, agent, edit.who());
    }
}
