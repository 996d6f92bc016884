package dev.portreach.alert.channel;

import dev.portreach.alert.problem.Preconditions;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.webhook.AddressPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Optional;

/** Defines channels; each change is one transaction. */
@ApplicationScoped
public class ChannelService {

    /** A channel is gone; told within the transaction. */
    public record Removed(String id) {}

    /** A channel and whether it is new. */
    record Saved(Channel channel, boolean created) {}

    private final ChannelRepository channels;
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
        this.vault = vault;
        this.addresses = addresses;
        this.removed = removed;
        this.clock = clock;
    }

    @Transactional
    Saved put(String id, ChannelInput input, Preconditions preconditions) {
        ChannelInput.Valid valid = input.validate(addresses);
        Optional<Channel> known = channels.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
        preconditions.check(known.map(Channel::version));
        Channel channel = known.orElseGet(() -> new Channel(id, clock.instant()));
        channel.define(valid, vault.seal(id, valid.target()), clock.instant());
        if (known.isEmpty()) {
            channels.persist(channel);
        }
        channels.flush();
        channels.tryAtOnce(id);
        return new Saved(channel, known.isEmpty());
    }

    Channel get(String id) {
        return channels.findByIdOptional(id).orElseThrow(() -> ProblemException.notFound("channel", id));
    }

    @Transactional
    void delete(String id, Preconditions preconditions) {
        Channel channel = channels.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> ProblemException.notFound("channel", id));
        preconditions.check(Optional.of(channel.version()));
        channels.delete(channel);
        removed.fire(new Removed(id));
    }
}
