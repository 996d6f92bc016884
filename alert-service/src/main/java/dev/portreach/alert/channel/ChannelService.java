package dev.portreach.alert.channel;

import dev.portreach.alert.definition.Definitions;
import dev.portreach.alert.definition.Saved;
import dev.portreach.alert.problem.Preconditions;
import dev.portreach.alert.webhook.AddressPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.InstantSource;

/** Defines channels; each change is one transaction. */
@ApplicationScoped
public class ChannelService {

    /** A channel is gone; told within the transaction. */
    public record Removed(String id) {}

    private final ChannelRepository channels;
    private final Definitions<Channel, String> definitions;
    private final Event<Removed> removed;
    private final InstantSource clock;
    private final ChannelVault vault;
    private final AddressPolicy addresses;

    ChannelService(
            ChannelRepository channels,
            Event<Removed> removed,
            InstantSource clock,
            ChannelVault vault,
            AddressPolicy addresses) {
        this.channels = channels;
        this.definitions = new Definitions<>(channels, "channel");
        this.vault = vault;
        this.addresses = addresses;
        this.removed = removed;
        this.clock = clock;
    }

    @Transactional
    Saved<Channel> put(String id, ChannelInput input, Preconditions preconditions) {
        ChannelInput.Valid valid = input.validate(addresses);
        Saved<Channel> saved = definitions.put(
                id,
                preconditions,
                () -> new Channel(id),
                channel -> channel.define(valid, vault.seal(id, valid.target()), clock.instant()));
        channels.tryAtOnce(id);
        return saved;
    }

    Channel get(String id) {
        return definitions.get(id);
    }

    @Transactional
    void delete(String id, Preconditions preconditions) {
        definitions.delete(id, preconditions);
        removed.fire(new Removed(id));
    }
}
