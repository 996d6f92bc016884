package dev.portreach.alert.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.portreach.alert.secret.SecretBox.LockedException;
import dev.portreach.alert.secret.Secrets;
import dev.portreach.alert.webhook.Target;
import dev.portreach.contracts.event.EventJson;
import jakarta.enterprise.context.ApplicationScoped;

/** Seals what is secret of a channel, and opens it. */
@ApplicationScoped
public class ChannelVault {

    private final Secrets secrets;

    ChannelVault(Secrets secrets) {
        this.secrets = secrets;
    }

    String seal(String channel, Target target) {
        try {
            return secrets.box().seal(place(channel), EventJson.mapper().writeValueAsString(target));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a channel's target cannot be written as JSON", withoutText(e));
        }
    }

    /** @throws LockedException if the key is not here, or it was changed */
    public Target open(String channel, String sealed) {
        try {
            return EventJson.mapper().readValue(secrets.box().open(place(channel), sealed), Target.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a channel's target cannot be read", withoutText(e));
        }
    }

    /** Why it cannot be opened; null if it can. */
    String fault(String channel, String sealed) {
        try {
            open(channel, sealed);
            return null;
        } catch (LockedException e) {
            return e.getMessage();
        }
    }

    boolean isOutdated(String sealed) {
        return secrets.box().isOutdated(sealed);
    }

    /** Jackson's messages quote what they were reading. */
    private static Throwable withoutText(JsonProcessingException e) {
        return new IllegalStateException(e.getClass().getSimpleName());
    }

    private static String place(String channel) {
        return "channel/" + channel;
    }
}
