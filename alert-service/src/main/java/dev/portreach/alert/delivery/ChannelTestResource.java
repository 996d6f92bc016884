package dev.portreach.alert.delivery;

import dev.portreach.alert.channel.Channel;
import dev.portreach.alert.channel.ChannelRepository;
import dev.portreach.alert.channel.ChannelVault;
import dev.portreach.alert.payload.Message;
import dev.portreach.alert.payload.Notice;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.secret.SecretBox.LockedException;
import dev.portreach.alert.webhook.Target;
import dev.portreach.alert.webhook.WebhookClient;
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
    private final WebhookClient client;
    private final ChannelVault vault;
    private final DeliveryConfig config;
    private final InstantSource clock;

    ChannelTestResource(
            ChannelRepository channels,
            WebhookClient client,
            ChannelVault vault,
            DeliveryConfig config,
            InstantSource clock) {
        this.channels = channels;
        this.client = client;
        this.vault = vault;
        this.config = config;
        this.clock = clock;
    }

    @POST
    @Blocking
    @Operation(summary = "Sends one test message, also to a channel that is not enabled")
    public Uni<Result> test(@PathParam("id") String id) {
        Channel channel = channels.findByIdOptional(id).orElseThrow(() -> ProblemException.notFound("channel", id));
        String key = "test:" + UUID.randomUUID();
        Target target;
        try {
            target = vault.open(channel.id(), channel.sealed());
        } catch (LockedException e) {
            return Uni.createFrom().item(new Result(false, null, "its secrets cannot be opened: " + e.getMessage()));
        }
        String payload =
                Payloads.render(Payloads.Shape.of(channel, config), Message.test(channel.id(), key, clock.instant()));
        return Uni.createFrom()
                .completionStage(client.send(target, Notice.TEST.wireName(), key, payload))
                .map(answer -> new Result(answer.delivered(), answer.status(), answer.error()));
    }
}
