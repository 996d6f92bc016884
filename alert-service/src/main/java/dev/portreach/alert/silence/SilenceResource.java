package dev.portreach.alert.silence;

import dev.portreach.alert.definition.Replies;
import dev.portreach.alert.problem.Page;
import dev.portreach.alert.problem.Preconditions;
import dev.portreach.alert.problem.Query;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Silences over REST. */
@Path("/api/v1/silences")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "silences")
public class SilenceResource {

    private static final List<String> STATES = List.of("active", "pending", "expired");
    private static final String EXAMPLE =
            """
            {"matchers": ["site=lyon", "component=~\\"delivery-.*\\""], "until": "2026-03-01T14:00:00Z",
             "author": "anna", "comment": "new firewall rules, change 4711"}""";

    private final SilenceService service;
    private final SilenceRepository silences;

    SilenceResource(SilenceService service, SilenceRepository silences) {
        this.service = service;
        this.silences = silences;
    }

    @GET
    @Operation(summary = "Lists silences, those that end last first; state is active, pending or expired")
    public Page<SilenceView> list(
            @QueryParam("state") String state, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Query.oneOf("state", state, STATES);
        int size = Query.limit(limit);
        Instant now = service.now();
        Page<Silence> page = Page.of(
                silences.list(state, now, position(Query.cursor(cursor)), size + 1),
                size,
                silence -> silence.until() + " " + silence.id());
        return new Page<>(
                page.items().stream().map(silence -> silence.view(now)).toList(), page.next());
    }

    private static Optional<SilenceRepository.Position> position(String cursor) {
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = cursor.split(" ", 2);
        try {
            return Optional.of(new SilenceRepository.Position(
                    Instant.parse(parts[0]), UUID.fromString(parts.length == 2 ? parts[1] : "")));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Query.badCursor();
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Mutes what matches, for a time; incidents stay visible, with silencedBy")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = SilenceInput.class),
                            examples = @ExampleObject(name = "silence", value = EXAMPLE)))
    public Response add(SilenceInput input) {
        Silence silence = service.add(Replies.body(input));
        return Replies.created("/api/v1/silences/" + silence.id(), silence, silence.view(service.now()));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows a silence; the ETag serves If-Match")
    public Response get(@PathParam("id") String id) {
        return shown(service.get(id));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replaces a silence that has not expired")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = SilenceInput.class),
                            examples = @ExampleObject(name = "silence", value = EXAMPLE)))
    public Response put(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, SilenceInput input) {
        return shown(service.change(id, Replies.body(input), new Preconditions(ifMatch, null)));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Expires a silence now; it stays in the list as expired")
    public Response expire(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        return shown(service.expire(id, new Preconditions(ifMatch, null)));
    }

    private Response shown(Silence silence) {
        return Replies.of(silence, silence.view(service.now()));
    }
}
