package dev.portreach.alert.maintenance;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Maintenance windows over REST. */
@Path("/api/v1/maintenance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "silences")
public class MaintenanceResource {

    private final MaintenanceService service;
    private final MaintenanceRepository windows;

    MaintenanceResource(MaintenanceService service, MaintenanceRepository windows) {
        this.service = service;
        this.windows = windows;
    }

    @GET
    @Operation(summary = "Lists maintenance windows, with what is open and what is next")
    public Page<MaintenanceView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        int size = Query.limit(limit);
        return Page.of(
                windows.after(Query.cursor(cursor), size + 1).stream()
                        .map(window -> window.view(service.now()))
                        .toList(),
                size,
                MaintenanceView::id);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows a maintenance window; the ETag serves If-Match")
    public Response get(@PathParam("id") String id) {
        Maintenance window = service.get(id);
        return Replies.of(window, window.view(service.now()));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Defines a maintenance window, or replaces it; incidents stay visible, with silencedBy")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = MaintenanceInput.class),
                            examples = {
                                @ExampleObject(
                                        name = "recurring",
                                        value =
                                                """
                                                {"matchers": ["component=delivery-receiver"], "cron": "0 2 * * TUE#2",
                                                 "zone": "Europe/Paris", "duration": "PT4H", "comment": "patch Tuesday"}"""),
                                @ExampleObject(
                                        name = "once",
                                        value =
                                                """
                                                {"matchers": ["site=lyon"], "from": "2026-03-01T22:00:00Z",
                                                 "until": "2026-03-02T04:00:00Z", "comment": "new VPN gateway"}""")
                            }))
    public Response put(
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            MaintenanceInput input) {
        Query.slug("id", id);
        Saved<Maintenance> saved = service.put(id, Replies.body(input), new Preconditions(ifMatch, ifNoneMatch));
        return Replies.of(saved, saved.definition().view(service.now()));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Deletes a maintenance window; one that is open ends")
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        service.delete(id, new Preconditions(ifMatch, null));
    }
}
