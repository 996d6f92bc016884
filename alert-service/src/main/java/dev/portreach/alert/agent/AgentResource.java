package dev.portreach.alert.agent;

import dev.portreach.alert.problem.Page;
import dev.portreach.alert.problem.Query;
import dev.portreach.contracts.state.AgentState;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Agents over REST. */
@Path("/api/v1/agents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "states")
public class AgentResource {

    private final AgentStateStore store;

    AgentResource(AgentStateStore store) {
        this.store = store;
    }

    @GET
    @Operation(summary = "Lists agents, heard or silent")
    public Page<AgentState> list(
            @QueryParam("site") String site, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        int size = Query.limit(limit);
        return Page.of(store.list(Query.slug("site", site), Query.cursor(cursor), size + 1), size, AgentState::key);
    }
}
