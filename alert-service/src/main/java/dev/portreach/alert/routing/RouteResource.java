package dev.portreach.alert.routing;

import dev.portreach.alert.definition.Replies;
import dev.portreach.alert.definition.Saved;
import dev.portreach.alert.problem.Page;
import dev.portreach.alert.problem.Preconditions;
import dev.portreach.alert.problem.Query;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Routes over REST. */
@Path("/api/v1/routes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "routes")
public class RouteResource {

    private final RouteService service;

    RouteResource(RouteService service) {
        this.service = service;
    }

    @GET
    @Operation(summary = "Lists all routes in the order in which they are looked at")
    public Page<RouteView> list() {
        return new Page<>(service.inOrder().stream().map(Route::view).toList(), null);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows a route; the ETag serves If-Match")
    public Response get(@PathParam("id") String id) {
        Route route = service.get(id);
        return Replies.of(route, route.view());
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Defines a route, or replaces it")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = RouteInput.class),
                            examples =
                                    @ExampleObject(
                                            name = "contact",
                                            value =
                                                    """
                                                    {"place": 10, "matchers": ["contact=network@lyon.example.com"],
                                                     "channels": ["lyon-chat"], "continue": true}""")))
    public Response put(
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            RouteInput input) {
        Query.slug("id", id);
        Saved<Route> saved = service.put(id, Replies.body(input), new Preconditions(ifMatch, ifNoneMatch));
        return Replies.of(saved, saved.definition().view());
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Deletes a route; who was told of an incident is still told how it ends")
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        service.delete(id, new Preconditions(ifMatch, null));
    }
}
