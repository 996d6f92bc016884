package dev.portreach.alert.delivery;

import dev.portreach.alert.channel.Channel;
import dev.portreach.alert.channel.ChannelRepository;
import dev.portreach.alert.payload.Message;
import dev.portreach.alert.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tries a channel: one request, at once, without the ledger. */
@Path("/api/v1/channels/{id}/test")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "channels")
public class ChannelTestResource {

    /**
     * @param status HTTP status of the answer, if there was one
     * @param error why it was not delivered
     */
    public record Result(boolean delivered, Integer status, String error) {}

    private final ChannelRepository channels;
    private final DirectSender sender;
    private final InstantSource clock;

    ChannelTestResource(ChannelRepository channels, DirectSender sender, InstantSource clock) {
        this.channels = channels;
        this.sender = sender;
        this.clock = clock;
    }

    @POST
    @Blocking
    @Operation(summary = "Sends one test message, also to a channel that is not enabled")
    public Uni<Result> test(@PathParam("id") String id) {
        Channel channel = channels.findByIdOptional(id).orElseThrow(() -> ProblemException.notFound("channel", id));
        Message message = Message.test(channel.id(), "test:" + UUID.randomUUID(), clock.instant());
        return Uni.createFrom()
                .completionStage(sender.send(channel, message))
                .map(answer -> new Result(answer.delivered(), answer.status(), answer.error()));
    }
}
