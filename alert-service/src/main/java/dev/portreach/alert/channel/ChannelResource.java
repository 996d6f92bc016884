package dev.portreach.alert.channel;

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
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Channels over REST. */
@Path("/api/v1/channels")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "channels")
public class ChannelResource {

    private final ChannelService service;
    private final ChannelRepository channels;
    private final ChannelStates states;

    ChannelResource(ChannelService service, ChannelRepository channels, ChannelStates states) {
        this.service = service;
        this.states = states;
        this.channels = channels;
    }

    @GET
    @Operation(summary = "Lists channels; addresses show scheme and host only")
    public Page<ChannelView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        int size = Query.limit(limit);
        List<Channel> page = channels.after(Query.cursor(cursor), size + 1);
        Map<String, ChannelState> health = states.of(page);
        List<ChannelView> found = page.stream()
                .map(channel -> ChannelView.of(channel, health.get(channel.id())))
                .toList();
        return Page.of(found, size, ChannelView::id);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows a channel; the ETag serves If-Match")
    public Response get(@PathParam("id") String id) {
        Channel channel = service.get(id);
        return Replies.of(channel, view(channel));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Defines a channel, or replaces it")
    public Response put(
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            ChannelInput input) {
        Query.slug("id", id);
        Saved<Channel> saved = service.put(id, Replies.body(input), new Preconditions(ifMatch, ifNoneMatch));
        return Replies.of(saved, view(saved.definition()));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Deletes a channel; what it has not been told yet is cancelled")
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        service.delete(id, new Preconditions(ifMatch, null));
    }

    private ChannelView view(Channel channel) {
        return ChannelView.of(channel, states.of(List.of(channel)).get(channel.id()));
    }
}
