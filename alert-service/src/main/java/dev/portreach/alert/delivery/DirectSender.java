package dev.portreach.alert.delivery;

import dev.portreach.alert.channel.Channel;
import dev.portreach.alert.channel.ChannelRepository;
import dev.portreach.alert.channel.ChannelVault;
import dev.portreach.alert.payload.Message;
import dev.portreach.alert.secret.SecretBox.LockedException;
import dev.portreach.alert.webhook.Answer;
import dev.portreach.alert.webhook.WebhookClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** One request, at once, without the ledger: for what is of no use later. */
@ApplicationScoped
public class DirectSender {

    private static final Logger LOG = Logger.getLogger(DirectSender.class);

    private final ChannelRepository channels;
    private final ChannelVault vault;
    private final WebhookClient client;
    private final DeliveryConfig config;

    DirectSender(ChannelRepository channels, ChannelVault vault, WebhookClient client, DeliveryConfig config) {
        this.channels = channels;
        this.vault = vault;
        this.client = client;
        this.config = config;
    }

    /** Sends to a channel by its id, if it is there and enabled; what goes wrong is logged. */
    public void send(String id, Message message) {
        Optional<Channel> channel = channels.findByIdOptional(id).filter(Channel::enabled);
        if (channel.isEmpty()) {
            LOG.debugf("Channel %s is not there or not enabled; %s is not sent", id, message.key());
            return;
        }
        var unused = send(channel.get(), message).thenAccept(answer -> {
            if (!answer.delivered()) {
                LOG.warnf("Channel %s did not take %s: %s", id, message.key(), answer.error());
            }
        });
    }

    CompletionStage<Answer> send(Channel channel, Message message) {
        try {
            return client.send(
                    vault.open(channel.id(), channel.sealed()),
                    message.notice().wireName(),
                    message.key(),
                    Payloads.render(Payloads.Shape.of(channel, config), message));
        } catch (LockedException e) {
            return CompletableFuture.completedFuture(Answer.unsent("its secrets cannot be opened: " + e.getMessage()));
        }
    }
}
